#!/usr/bin/perl
# The table of all recordings in a folder of them (with index.json, which says what each is): verdict under auto, the variant,
# its ratio, the verdict under the paper's algorithm, the nearest variant that was rejected.
#   traces.pl [--tap] FOLDER      --tap: as a test; each recording must get the verdict and the model that index.json gives it
use strict;
use warnings;
use JSON::PP;

my $tap = @ARGV && $ARGV[0] eq '--tap' ? shift : 0;
my $folder = shift // '../shared/traces';
my $assay = $ENV{ASSAY} // 'build/assay';

sub slurp { my $f = shift; open my $in, '<', $f or die "$f: $!\n"; local $/; my $text = <$in>; return decode_json($text); }

if (!-e "$folder/index.json") {
    print "1..0 # SKIP no recordings in $folder (set TRACES)\n" if $tap;
    print "no recordings in $folder\n" if !$tap;
    exit 0;
}
my $index = slurp("$folder/index.json");
my @names = sort keys %$index;

# One process a half: recordings are independent.
sub judge {
    my @options = @_;
    my (%of, @pipes);
    for my $half (0, 1) {
        my @mine = map { "$folder/$names[$_]" } grep { $_ % 2 == $half } 0 .. $#names;
        next if !@mine;
        local $ENV{OMP_NUM_THREADS} = 1;
        open my $pipe, '-|', $assay, 'check', '--format', 'json', @options, @mine or die "$assay: $!\n";
        push @pipes, $pipe;
    }
    for my $pipe (@pipes) {
        while (my $line = <$pipe>) {
            my $r = decode_json($line);
            $of{(split m{/}, $r->{trace})[-1]} = $r;
        }
        close $pipe;
    }
    return \%of;
}

my %model_of;    # variant -> models that it covers
open my $variants, '-|', $assay, 'variants', '--format', 'json' or die "$assay: $!\n";
while (my $line = <$variants>) { my $v = decode_json($line); $model_of{$v->{name}} = $v->{models}; }
close $variants;

my $auto = judge('--variant', 'auto', $tap ? () : ('--ranking')); # to the end only where it is shown
my $paper = judge('--variant', 'paper');
print $tap ? 'TAP version 13' . "\n1.." . 3 * @names . "\n"
    : sprintf("%-46s %-12s %-28s %9s  %-9s %s\n", 'recording', 'verdict', 'variant', 'ratio', 'paper', 'nearest rejected');
my ($n, $bad) = (0, 0);
sub test { my ($good, $name) = @_; $n++; $bad++ if !$good; print $good ? 'ok' : 'not ok', " $n - $name\n"; return; }

for my $name (@names) {
    my ($r, $p, $entry) = ($auto->{$name}, $paper->{$name}, $index->{$name});
    my $follows = $entry->{relation_to_paper} !~ /^non-conforming/;
    my ($near) = grep { !$_->{conforms} } @{$r->{ranking}};
    if (!$tap) {
        printf "%-46s %-12s %-28s %9.3g  %-9s %s\n", $name, $r->{verdict}, $r->{variant}, $r->{max_ratio}, $p->{verdict},
            $near ? sprintf('%s %.3g%s', $near->{variant}, $near->{max_ratio},
                $near->{wrongly_kept} + $near->{wrongly_dropped} ? ' +zeros' : '') : '-';
        next;
    }
    test($r->{verdict} eq ($follows ? 'conforms' : 'deviates'), "$name: $r->{verdict}");
    # Named by a model, or said not to be told from one that is.
    my @said = ($r->{variant}, @{$r->{indistinguishable}});
    my ($first) = grep { my $m = $_; grep { $_ eq $entry->{model} } @{$model_of{$m}} } $r->{variant};
    test(!$follows || $first, "$name: $r->{variant} is the model $entry->{model}");
    # The paper's algorithm: index.json calls what agrees to its rough bound "conforms"; rounding may tell more, never less.
    my $relation = $entry->{relation_to_paper};
    my $expected = $relation =~ /^conforms/ ? 'conforms' : 'deviates';
    my $told = $p->{verdict} eq $expected;
    my $why = '';
    if (!$told && $expected eq 'conforms') {
        $told = $entry->{check}{paper_ulp_scale} > 2 * $entry->{check}{ulp_scale};
        $why = ", nearer its own model ($entry->{check}{ulp_scale} ulp) than the paper's ($entry->{check}{paper_ulp_scale})";
    } elsif (!$told) {
        $told = grep { $_ eq $p->{variant} } @said;
        $why = ', indistinguishable here';
    }
    test($told, "$name: paper says $p->{verdict}, index.json " . substr($relation, 0, 24) . $why);
}
exit($bad ? 1 : 0);
