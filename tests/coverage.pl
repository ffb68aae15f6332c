#!/usr/bin/perl
# coverage.pl BUILD [NOTES] : which lines of reference/, fast/ and reference/judge/ the tests have run, by gcov on the objects in BUILD.
# A table of files and folders; then every line that no test runs and NOTES (tests/uncovered.tsv) does not name, and every line that
# NOTES names though a test runs it. Exits 1 when a folder is below 95 % or the two disagree.
#
# NOTES has a line for each place: file (* for all), a text, the reason. A text stands for all uncovered lines of the file that contain it.
# Of lines that nobody names a few are let through, as the code moves.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Temp qw(tempdir);

use constant {GOAL => 95, UNNAMED => 12};

my ($build, $notes) = (@ARGV, 'tests/uncovered.tsv');
die "usage: coverage.pl BUILD [NOTES]\n" unless defined $build && -d $build;
my $gcov = $ENV{GCOV} // 'gcov';
my $root = abs_path('.');

# Runs of each line that is code, summed over the objects it is in: a body that is included twice counts once.
my (%runs, %text);
my @notes_of_compiler = split /\n/, qx(find '$build/reference' '$build/fast' -name '*.gcno');
die "coverage: no .gcno in $build: build there with --coverage\n" unless @notes_of_compiler;
for my $object (@notes_of_compiler) {
    next if $object =~ m{/bench/|/assay/};
    open my $from, '-|', $gcov, '--stdout', '--preserve-paths', $object or die "coverage: $gcov: $!\n";
    my $file;
    while (<$from>) {
        my ($count, $line, $text) = /^ *([^:]+): *(\d+):(.*)$/ or next;
        if ($line == 0) {
            $file = $1 if $text =~ /^Source:(?:\Q$root\E\/)?(.*)/;
            next;
        }
        next if !defined $file || $file =~ m{^/} || $count eq '-' || $file !~ m{^(?:reference|fast)/};
        $text{$file}{$line} = $text;
        $runs{$file}{$line} += $count =~ /^(\d+)/ ? $1 : 0;
    }
    close $from;
}

my (%named, @named);
open my $in, '<', $notes or die "coverage: $notes: $!\n";
while (<$in>) {
    chomp;
    next if /^#|^$/;
    my ($file, $text, $why) = split /\t/;
    die "coverage: $notes:$.: expected file, text, reason with tabs between\n" unless defined $why && length $why;
    push @named, {file => $file, text => $text, at => $., used => 0};
    push @{$named{$file}}, $named[-1];
}
close $in;

sub folder { my ($f) = @_; return $f =~ m{^reference/judge/} ? 'reference/judge' : $f =~ m{^([^/]+)/} ? $1 : $f }

my (%all, %run, @unnamed);
for my $file (sort keys %runs) {
    my (%lines) = %{$runs{$file}};
    my $run = grep { $_ > 0 } values %lines;
    $all{$_} += keys %lines, $run{$_} += $run for $file, folder($file);
    for my $line (sort { $a <=> $b } grep { $lines{$_} == 0 } keys %lines) {
        my @why = grep { index($text{$file}{$line}, $_->{text}) >= 0 } @{$named{$file} // []}, @{$named{'*'} // []};
        $_->{used}++ for @why;
        push @unnamed, "$file:$line:$text{$file}{$line}" unless @why;
    }
}
my $bad = 0;
for my $of (sort { ($a =~ /\./) <=> ($b =~ /\./) || $run{$a} / $all{$a} <=> $run{$b} / $all{$b} || $a cmp $b } keys %all) {
    my $percent = 100 * $run{$of} / $all{$of};
    my $short = $of !~ /\./ && $percent < GOAL;
    printf "%6.2f %%  %5d of %5d lines  %s%s\n", $percent, $run{$of}, $all{$of}, $of, $short ? "  below " . GOAL . ' %' : '';
    $bad ||= $short;
}
print "uncovered, and no reason in $notes: $_\n" for @unnamed;
print "$notes:$_->{at}: a test runs what this names, or it is gone: $_->{file}: $_->{text}\n" for grep { !$_->{used} } @named;
exit($bad || @unnamed > UNNAMED || grep({ !$_->{used} } @named) ? 1 : 0);
