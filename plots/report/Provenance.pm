# What made the page: versions, the machine, and how long each part took.
package Provenance;
use strict;
use warnings;
use utf8;
use Html;

# First line of what a command says, or nothing where it is not here.
sub says {
    my $line = qx{$_[0] 2>/dev/null};
    $line = '' if !defined $line;
    $line =~ s/\n.*//s;
    return $line;
}

sub library { my $v = says("pkg-config --modversion $_[0]"); return $v eq '' ? '' : "$_[1] $v" }

sub cpu {
    my $name = '';
    if (open my $in, '<', '/proc/cpuinfo') { while (<$in>) { if (/^model name\s*:\s*(.*)/) { $name = $1; last; } } }
    $name = says('sysctl -n machdep.cpu.brand_string') if $name eq '';
    my $cores = says('getconf _NPROCESSORS_ONLN');
    return join ', ', grep { $_ ne '' } $name, $cores eq '' ? '' : "$cores processor" . ($cores == 1 ? '' : 's');
}

sub environment {
    my ($tables, $assay) = @_;
    my (%norms, %regret);
    read_tsv("$tables/regret.tsv", \%regret) if -s "$tables/regret.tsv";
    read_tsv("$tables/norms.tsv", \%norms) if -s "$tables/norms.tsv";
    my ($profile) = ($regret{experiment} // '') =~ /profile (\w+)/;
    my @made = gmtime($ENV{SOURCE_DATE_EPOCH} // time);
    my @rows = (['assay', says("'$assay' --version")], ['commit of the tables', $regret{commit}], ['profile', $profile], ['data', $norms{data}], ['compiler', $regret{compiler}], ['flags', $regret{flags}],
        ['libraries', join ', ', grep { $_ ne '' } library('mpfr', 'MPFR'), library('gmp', 'GMP'), library('gsl', 'GSL'), library('jansson', 'jansson'), library('openblas', 'OpenBLAS')],
        ['gnuplot', says('gnuplot --version')], ['system', says('uname -srm')], ['machine', cpu()],
        ['made', sprintf '%04d-%02d-%02d %02d:%02d UTC', $made[5] + 1900, $made[4] + 1, @made[3, 2, 1]]);
    return data_table(id => 'versions', class => 'short', caption => 'What made this page', head => ['What', 'Which'],
        rows => [map { [escape($_->[0]), escape($_->[1])] } grep { defined $_->[1] && $_->[1] ne '' } @rows]);
}

# NAME.PROFILE.done holds the seconds that the run took when it was made. In: further parts as [name, seconds].
sub timing {
    my ($tables, @parts) = @_;
    my @rows;
    for my $file (sort glob "$tables/*.done") {
        my ($name, $profile) = $file =~ /([^\/.]*)\.(\w+)\.done$/ or next;
        my ($seconds) = read_text($file) =~ /^(\d+)$/m;
        push @rows, ["experiment $name", $profile, $seconds] if defined $seconds;
    }
    my $total = 0;
    $total += $_->[2] for @rows;
    @rows = sort { $b->[2] <=> $a->[2] || $a->[0] cmp $b->[0] } @rows;
    push @rows, ['all experiments', '', $total] if @rows;
    push @rows, [$_->[0], 'this page', sprintf '%.1f', $_->[1]] for @parts;
    return data_table(id => 'timing', class => 'short', caption => 'Time of each part; an experiment’s when its tables were made', head => ['Part', 'Profile', 'seconds'],
        rows => [map { [map { escape($_) } @$_] } @rows], numbers => {2 => 1});
}

1;
