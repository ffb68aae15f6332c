#!/bin/sh
# Every command in the README does what the README shows: lines with "    $ " are run, and what follows each must come out in that
# order, "..." standing for any lines and numbers for any numbers. Commands that need torch are skipped where it is not.
cd "$(dirname "$0")/.." || exit 1
exec perl - "${ASSAY:-$PWD/build/assay}" <<'EOF'
use strict;
use warnings;

my $assay = shift;
my ($python) = grep { system("$_ -c 'import numpy, torch' >/dev/null 2>&1") == 0 } grep { $_ } $ENV{PYTHON}, 'python3', '/usr/bin/python3';
my $build = $ENV{BUILD} // 'build';
open my $in, '<', 'README.md' or die "README.md: $!\n";
my @blocks;
while (my $line = <$in>) {
    push @blocks, {command => $1, want => []} if $line =~ /^    \$ (.*)$/;
    push @{$blocks[-1]{want}}, $1 if @blocks && $line =~ /^    (?!\$ )(.*)$/ && !$blocks[-1]{closed};
    $blocks[-1]{closed} = 1 if @blocks && $line !~ /^    /;
}
print "TAP version 13\n1..", scalar @blocks, "\n";
my ($n, $bad) = (0, 0);
sub masked { my $s = shift; $s =~ s/\s+$//; $s =~ s/-?\d+(\.\d+)?(e[-+]?\d+)?/N/g; return $s; }
sub reads_as {
    my ($want, $got) = @_;
    my $skip = 0;
    for my $line (@$want) {
        if ($line =~ /^\s*\.\.\.$/) { $skip = 1; next; }
        shift @$got while $skip && @$got && masked($got->[0]) ne masked($line);
        return $line if !@$got || masked(shift @$got) ne masked($line);
        $skip = 0;
    }
    return;
}
for my $b (@blocks) {
    my $command = $b->{command};
    $n++;
    # Recordings come from python3.
    if (!$python && $command =~ m{python3|build/(?!assay)}) { print "ok $n - $command # SKIP no python3 with numpy and torch\n"; next; }
    $command =~ s/\bpython3\b/$python/ if $python;
    $command =~ s{(?<!\S)build/(?!assay\b)}{$build/readme/}g;
    $command =~ s{(?<!\S)build/assay\b}{$assay};
    mkdir "$build/readme";
    system("rm -rf $1") if $command =~ /-o (\S+)/;
    my @got = split /\n/, qx{$command 2>&1};
    s{\Q$build/readme\E}{build} for @got;
    my $missing = reads_as($b->{want}, [@got]);
    print defined $missing ? 'not ok' : 'ok', " $n - $b->{command}\n";
    if (defined $missing) { $bad = 1; print "# not found: $missing\n", map { "# $_\n" } @got[0 .. ($#got < 30 ? $#got : 30)]; }
}
system("rm -rf $build/readme");
exit $bad;
EOF
