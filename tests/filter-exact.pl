#!/usr/bin/perl
# TAP: assay check with its filter says what assay check --exact says, of every recording in a folder of them.
#   filter-exact.pl FOLDER [OPTION...]      options for both
use strict;
use warnings;
use JSON::PP;

my $folder = shift // '../shared/traces';
my $assay = $ENV{ASSAY} // 'build/assay';
my @names = sort map { m{([^/]+)/trace\.json$} } glob "$folder/*/trace.json";

if (!@names) {
    print "1..0 # SKIP NO RECORDINGS in $folder: set TRACES to the folder that has them\n";
    exit 0;
}

# One object a recording, without what may differ: the time, and who decided.
sub judge {
    my (%of, @lines);
    open my $pipe, '-|', $assay, 'check', '--format', 'json', @_, map { "$folder/$_" } @names or die "$assay: $!\n";
    while (my $line = <$pipe>) {
        my $r = decode_json($line);
        my $name = (split m{/}, $r->{trace})[-1];
        my $by = $r->{decided_by} // {};
        my $filter = ($by->{filter} // 0) + ($by->{filter_double_double} // 0);
        delete @{$r}{qw(seconds decided_by)};
        $of{$name} = [JSON::PP->new->canonical->encode($r), $filter];
    }
    close $pipe;
    return \%of;
}

my ($with, $exact) = (judge(@ARGV), judge(@ARGV, '--exact'));
my ($n, $bad, $filtered) = (0, 0, 0);
print "TAP version 13\n1..", @names + 1, "\n";
sub test { my ($good, $name) = @_; $n++; $bad++ if !$good; print $good ? 'ok' : 'not ok', " $n - $name\n"; return; }
for my $name (@names) {
    my ($a, $b) = map { $_->{$name}[0] // 'nothing' } $with, $exact;
    test($a eq $b && $a ne 'nothing' && $exact->{$name}[1] == 0, $name);
    print "# filter $a\n# exact  $b\n" if $a ne $b;
    $filtered++ if $with->{$name}[1] > 0;
}
test($filtered > 0, "the filter decided entries of $filtered recordings");
exit($bad > 0);
