#!/usr/bin/perl
# Ledgers with one thing wrong. usage: mutate-ledger.pl LEDGER DIR [all]
# For each row that a check program stands behind: the verdict changed to another, and one number of its counterexample
# or correction changed (with "all": each of them, and every other verdict). Writes DIR/K.tsv with that row alone, and on
# standard output "K ID PROGRAM what was changed". Exponents of the closed form are always restored to -1 as well.
use strict;
use warnings;

my ($ledger, $dir, $all) = @ARGV;
my @verdicts = ("holds", "holds if", "false as printed", "vacuous", "ambiguous", "empirical", "editorial");
open my $in, "<", $ledger or die "$ledger: $!\n";
my $header = <$in>;
my $written = 0;

sub mutant {
    my ($what, $program, @row) = @_;
    $written++;
    open my $out, ">", "$dir/$written.tsv" or die "$dir/$written.tsv: $!\n";
    print $out $header, join("\t", @row), "\n";
    close $out or die "$dir/$written.tsv: $!\n";
    print "$written $row[0] $program $what\n";
}

# [offset, text] of every number that a check reads.
sub numbers {
    my ($text, $correction) = @_;
    my @found;
    while ($text =~ /(?:^|; |-> |\| |: )([^\s=;|]+)=(~?\(?[-0-9.\/e,() ]*[0-9)])/g) {
        my ($at, $value) = ($-[2], $2);
        next if $correction && substr($text, $at + length $value, 1) !~ /^(;|)$/;
        push @found, [$at + $-[0], $&] while $value =~ /\d+(?:\.\d+)?(?:e-?\d+)?/g;
    }
    return @found;
}

sub other_number {
    my ($n) = @_;
    return $n + 1 if $n =~ /^\d+$/;
    $n =~ s/([1-9])/$1 % 9 + 1/e;
    return $n;
}

my $row_number = 0;
while (my $line = <$in>) {
    chomp $line;
    my @row = split /\t/, $line, -1;
    my ($program) = $row[7] =~ /(?:^|; )(c-[^:;]+):/ or next;
    $row_number++;
    my @others = grep { $_ ne $row[3] } @verdicts[0 .. 4];
    @others = ($others[$row_number % @others]) unless $all;
    for my $verdict (@others) {
        my @mutated = @row;
        $mutated[3] = $verdict;
        mutant("verdict: $verdict", $program, @mutated);
    }
    my @sites = ((map { [5, @$_] } numbers($row[5], 0)), (map { [4, @$_] } numbers($row[4], 1)));
    @sites = ($sites[$row_number % @sites]) if @sites && !$all;
    for my $site (@sites) {
        my ($column, $at, $number) = @$site;
        my @mutated = @row;
        substr($mutated[$column], $at, length $number) = other_number($number);
        mutant("$number: " . other_number($number) . " in \"" . substr($mutated[$column], $at > 12 ? $at - 12 : 0, 30) . "\"",
            $program, @mutated);
    }
    if ($row[4] =~ /exponent=-1\/2/) {
        my @mutated = @row;
        $mutated[4] =~ s/exponent=-1\/2/exponent=-1/;
        mutant("exponent: -1", $program, @mutated);
    }
}
