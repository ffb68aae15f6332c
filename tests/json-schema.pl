#!/usr/bin/perl
# Whether JSON documents follow a JSON Schema, as far as ours go: an independent reader of the keywords that they use, for where
# there is no validator. A keyword that it does not know is an error, so nothing is passed over.
#   json-schema.pl SCHEMA DOCUMENT...    status 0 all follow it; else a line on stderr for each that does not: where, and what
use strict;
use warnings;
use JSON::PP;
use B;

my ($schema_file, @documents) = @ARGV;
die "usage: json-schema.pl SCHEMA DOCUMENT...\n" if !@documents;

sub read_json {
    my $file = shift;
    open my $in, '<:raw', $file or die "$file: $!\n";
    local $/;
    return JSON::PP->new->utf8->decode(<$in>);
}

my $root = read_json($schema_file);
my %spoken = map { $_ => 1 } qw($schema title description $defs); # no conditions

sub type_of {
    my $v = shift;
    return 'null' if !defined $v;
    return 'boolean' if JSON::PP::is_bool($v);
    return { HASH => 'object', ARRAY => 'array' }->{ ref $v } if ref $v;
    return 'string' if B::svref_2object(\$v)->FLAGS & B::SVf_POK;
    return $v == int $v ? 'integer' : 'number';
}

# The same value: scalars, which is all that const and enum hold here.
sub same { my ($a, $b) = @_; return type_of($a) eq type_of($b) && $a eq $b; }

my %check; # keyword => sub (its value, the document's value, path, the schema): what is wrong, '' when nothing is

sub follow {
    my ($schema, $v, $path) = @_;
    for my $keyword (sort keys %$schema) {
        next if $spoken{$keyword};
        die "$schema_file: keyword $keyword is not known here\n" if !$check{$keyword};
        my $wrong = $check{$keyword}->($schema->{$keyword}, $v, $path, $schema);
        return $wrong if $wrong;
    }
    return '';
}

sub among { # the first that does not follow
    for my $pair (@_) { my $wrong = follow(@$pair); return $wrong if $wrong; }
    return '';
}

%check = (
    type => sub {
        my ($want, $v, $path) = @_;
        my $is = type_of($v);
        return $is eq $want || ($want eq 'number' && $is eq 'integer') ? '' : "$path: $is; expected $want";
    },
    const => sub { my ($want, $v, $path) = @_; return same($want, $v) ? '' : "$path: expected $want"; },
    enum => sub { my ($want, $v, $path) = @_; return (grep { same($_, $v) } @$want) ? '' : "$path: expected one of @$want"; },
    pattern => sub { my ($want, $v, $path) = @_; return type_of($v) ne 'string' || $v =~ /$want/ ? '' : "$path: $v; expected $want"; },
    minLength => sub { my ($want, $v, $path) = @_; return type_of($v) ne 'string' || length $v >= $want ? '' : "$path: shorter than $want"; },
    minimum => sub { my ($want, $v, $path) = @_; return type_of($v) !~ /^(integer|number)$/ || $v >= $want ? '' : "$path: $v; expected at least $want"; },
    minItems => sub { my ($want, $v, $path) = @_; return ref $v ne 'ARRAY' || @$v >= $want ? '' : "$path: expected at least $want of them"; },
    items => sub {
        my ($item, $v, $path) = @_;
        return ref $v ne 'ARRAY' ? '' : among(map { [$item, $v->[$_], "$path\[$_]"] } 0 .. $#$v);
    },
    required => sub {
        my ($want, $v, $path) = @_;
        my ($missing) = ref $v eq 'HASH' ? grep { !exists $v->{$_} } @$want : ();
        return defined $missing ? "$path: no $missing" : '';
    },
    properties => sub {
        my ($of, $v, $path) = @_;
        return ref $v ne 'HASH' ? '' : among(map { [$of->{$_}, $v->{$_}, "$path.$_"] } grep { exists $v->{$_} } sort keys %$of);
    },
    additionalProperties => sub {
        my ($of, $v, $path, $schema) = @_;
        return '' if ref $v ne 'HASH';
        my @more = grep { !exists $schema->{properties}{$_} } sort keys %$v;
        return among(map { [$of, $v->{$_}, "$path.$_"] } @more) if ref $of eq 'HASH';
        return $of || !@more ? '' : "$path: $more[0] is not expected";
    },
    '$ref' => sub {
        my ($name, $v, $path) = @_;
        my $schema = $root;
        $name =~ s{^#/}{} or die "$schema_file: \$ref $name: expected one within\n";
        $schema = $schema->{$_} // die "$schema_file: \$ref $name: nothing there\n" for split m{/}, $name;
        return follow($schema, $v, $path);
    },
);

my $bad = 0;
for my $document (@documents) {
    my $wrong = follow($root, read_json($document), '$');
    next if !$wrong;
    print STDERR "$document: $wrong\n";
    $bad = 1;
}
exit $bad;
