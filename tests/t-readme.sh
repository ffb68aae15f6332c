#!/bin/sh
# The README does what it says. Lines with "    $ " are run, and what follows each must come out in that order, "..." standing for any
# lines and numbers for any numbers; a make target is one that make help lists, a subcommand or option is one that --help has; links
# lead somewhere, in the folders' READMEs too; the picture is drawn again. Commands that need torch are skipped where it is not.
cd "$(dirname "$0")/.." || exit 1
exec perl - "${ASSAY:-$PWD/build/assay}" <<'END'
use strict;
use warnings;
use File::Basename 'dirname';

my $assay = shift;
my ($python) = grep { system("$_ -c 'import numpy, torch' >/dev/null 2>&1") == 0 } grep { $_ } $ENV{PYTHON}, 'python3', '/usr/bin/python3';
my $build = $ENV{BUILD} // 'build';
my $scratch = "$build/readme";
my @blocks;
open my $in, '<', 'README.md' or die "README.md: $!\n";
my @lines = <$in>;
for my $line (@lines) {
    if ($line =~ /^    \$ (.*)$/) { push @blocks, {command => $1, want => [], gap => 0}; next; }
    next if !@blocks || $blocks[-1]{closed};
    # A blank line belongs to the output when more of it follows.
    if ($line =~ /^    (.*)$/) { push @{$blocks[-1]{want}}, ('') x $blocks[-1]{gap}, $1; $blocks[-1]{gap} = 0; }
    elsif ($line =~ /^$/) { $blocks[-1]{gap}++; }
    else { $blocks[-1]{closed} = 1; }
}
my ($n, $bad) = (0, 0);
sub check { my ($good, $what, @why) = @_; $n++; print $good ? '' : 'not ', "ok $n - $what\n"; $bad = 1 if !$good; print map { "# $_\n" } $good ? () : @why; }
sub skip { my ($what, $why) = @_; $n++; print "ok $n - $what # SKIP $why\n"; }
sub masked { my $s = shift; $s =~ s/\s+$//; $s =~ s/-?\d+(\.\d+)?(e[-+]?\d+)?/N/g; return $s; }
sub reads_as {
    my ($want, $got) = @_;
    my $any = 0;
    for my $line (@$want) {
        if ($line =~ /^\s*\.\.\.$/) { $any = 1; next; }
        shift @$got while $any && @$got && masked($got->[0]) ne masked($line);
        return $line if !@$got || masked(shift @$got) ne masked($line);
        $any = 0;
    }
    return $any || !grep({ /\S/ } @$got) ? undef : "nothing more, and there is: $got->[0]";
}
print "TAP version 13\n";
system("rm -rf $scratch");
mkdir $scratch or die "$scratch: $!\n";

# ---- what the README runs. Files that it makes go to a folder of the test's own; what is built is where it was built.
my %unmade;
for my $b (@blocks) {
    my $command = $b->{command};
    my ($out) = $command =~ /-o (\S+)/;
    my @skipped = grep { index($command, $_) >= 0 } keys %unmade;
    if (!$python && ($command =~ /python3/ || @skipped)) { $unmade{$out} = 1 if defined $out; skip($command, 'no python3 with numpy and torch'); next; }
    if ($command =~ /plots\/draw.sh/ && system('command -v gnuplot >/dev/null') != 0) { skip($command, 'no gnuplot'); next; }
    $command =~ s/\bpython3\b/$python/ if $python;
    $command =~ s{(?<![\w/])build/([\w./-]+)}{my $file = $1; $file eq 'assay' ? $assay : $file =~ m{^experiments/x-} ? "$build/$file" : "$scratch/$file"}ge;
    my @got = split /\n/, qx{$command 2>&1};
    my $status = $? >> 8;
    for (@got) { s{\Q$scratch\E}{build}g; s{\Q$python\E}{python3}g if $python; }
    my $missing = reads_as($b->{want}, [@got]);
    # 1 is a verdict, and shown as such.
    my $good = !defined $missing && ($status == 0 || $status == 1 && grep { /^deviates/ } @got);
    check($good, $b->{command}, "status $status", defined $missing ? "not found: $missing" : (), @got[0 .. ($#got < 30 ? $#got : 30)]);
}

# ---- what it names
my $readme = join '', @lines;
my %target = map { $_ => 1 } qx{make --no-print-directory help} =~ /^  ([a-z-]+) /mg;
my @targets = map { grep { !/=/ } split ' ' } $readme =~ /(?:`|^    )make (?!build\/)((?:[a-z][a-z-]*|[A-Z]+=\S+?)(?: (?:[a-z][a-z-]*|[A-Z]+=[^\s`]+))*)/mg;
my @unknown = grep { !$target{$_} } @targets;
check(@targets > 5 && !@unknown, 'every make target that it names is in make help', @unknown);
my @wrong;
while ($readme =~ /(?:`|build\/)assay ([a-z]+)([^`\n|]*)/g) {
    my ($command, $rest) = ($1, $2);
    $rest =~ s/ -- .*//;
    my $help = qx{$assay $command --help 2>&1};
    push @wrong, "assay $command" if $? != 0;
    push @wrong, map { "assay $command $_" } grep { $help !~ /^  (?:-\w, )?\Q$_\E\b/m } $rest =~ /(?<= )(--[a-z-]+)/g;
}
check(!@wrong, 'every subcommand and option that it names exists', @wrong);
for my $file ('README.md', glob('*/README.md'), glob('*/*/README.md')) {
    local $/;
    open my $text, '<', $file or next;
    my @broken = grep { !-e dirname($file) . "/$_" } grep { !/^[a-z]+:/ } map { s/#.*//r } <$text> =~ /\]\(([^)\s]+)\)/g;
    check(!@broken, "$file: links lead somewhere", @broken);
}
my ($statements) = qx{$assay claims --no-run} =~ /^(\d+) statements/m;
check(scalar($readme =~ /its \Q$statements\E statements/), "it says how many statements there are: $statements");

# ---- the picture: a user's program makes the run, the judge the numbers
my $sanitizer = grep { /__asan_init/ } qx{nm $build/libsglfast.a 2>/dev/null} ;
my $cc = $ENV{CC} // 'cc';
my $openmp = system("echo 'int main(void){return 0;}' | $cc -fopenmp -x c - -o $scratch/openmp 2>/dev/null") == 0 ? '-fopenmp' : '';
my $libraries = "$build/libsglref.a $build/libsglfast.a -lmpfi -lmpfr -lgmp -ljansson $openmp -lm";
if ($sanitizer) { skip('plots/readings.svg', 'a sanitizer is linked in'); }
else {
    my $said = qx{$cc -std=c11 -Ireference -Ifast tests/consumer.c $libraries -o $scratch/consumer 2>&1 && $scratch/consumer $scratch/consumed 2>&1 &&
        perl plots/readings.pl $assay $scratch/consumed >$scratch/readings.svg && cmp $scratch/readings.svg plots/readings.svg 2>&1};
    check($? == 0, 'plots/readings.svg is what plots/readings.pl draws', split /\n/, $said);
}
system("rm -rf $scratch");
print "1..$n\n";
exit $bad;
END
