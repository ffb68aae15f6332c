#!/usr/bin/perl
# TAP: assay check --resume, killed at random points and started again until it gets through, says what a run says that nobody kills.
#   kill_resume.pl TIMES FOLDER [RANKS...]     FOLDER: a recording; RANKS: numbers of MPI ranks to take turns with, else one process
# LAUNCH is what starts ranks ("mpirun -n"), ASSAY the command, and with ranks one that is built with MPI=1. VARIANTS ("paper auto"): what is
# judged against.
use strict;
$| = 1; # long runs are watched
use warnings;
use POSIX ':sys_wait_h';
use Time::HiRes qw(sleep stat time);

my ($times, $folder, @ranks) = @ARGV;
my $assay = $ENV{ASSAY} // 'build/assay';
my $journal = ($ENV{TMPDIR} // '/tmp') . "/kill_resume.$$";
my ($out, $err) = ("$journal.out", "$journal.err");
my @variants = split ' ', ($ENV{VARIANTS} // 'paper auto');
srand($ENV{SGL_TEST_SEED} // 1);
END { unlink $journal, glob "$journal.*" }

# Which file the journal is: each save makes another.
sub journal { return join ' ', (stat $journal)[1, 9] }

sub json {
    open my $in, '<', $out or return '';
    my $text = join '', <$in>;
    $text =~ s/"seconds":[^,]*,//;
    return $text;
}

# Starts the check; returns the process. Each rank leaves its number, so that one of them can be killed.
sub start {
    my ($ranks, @options) = @_;
    my @command = ($assay, 'check', '--format', 'json', @options, $folder);
    @command = (split(/ /, $ENV{LAUNCH} // 'mpirun -n'), $ranks, 'sh', '-c',
        'echo $$ >"$0.${OMPI_COMM_WORLD_RANK:-$PMI_RANK}"; exec "$@"', "$journal.rank", @command) if $ranks;
    unlink glob "$journal.rank.*";
    my $child = fork // die "fork: $!\n";
    return $child if $child;
    open STDOUT, '>', $out or die "$out: $!\n";
    open STDERR, '>', $err or die "$err: $!\n";
    exec @command or die "$command[0]: $!\n";
}

# With ranks one of them, so that the launcher has to end the others; else the only process.
sub victim {
    my ($child, $ranks) = @_;
    return $child if !$ranks;
    open my $in, '<', "$journal.rank." . int rand $ranks or return;
    my $number = <$in>;
    return $number && $number =~ /^(\d+)$/ ? $1 : undef;
}

print "TAP version 13\n1..", 2 * @variants, "\n";
my ($n, $bad) = (0, 0);
sub test { my ($good, $name) = @_; $n++; $bad++ if !$good; print $good ? 'ok' : 'not ok', " $n - $name\n"; return; }
for my $variant (@variants) {
    my @how = ('--variant', $variant);
    my $begin = time;
    waitpid start(0, @how), 0;
    my ($whole, $seconds) = (json(), time - $begin);
    my ($killed, $resumed, $further, $runs, $different) = (0, 0, 0, 0, 0);
    while ($killed < $times) {
        my $ranks = @ranks ? $ranks[rand @ranks] : 0;
        my $before = journal();
        my $child = start($ranks, @how, '--resume', $journal, '--save', '0.05');
        my $end = time + rand($seconds * 1.1) + ($ranks ? 0.2 : 0);
        my $done = 0;
        sleep 0.005 while !($done = waitpid $child, WNOHANG) && time < $end;
        if (!$done) {
            my $victim = victim($child, $ranks);
            kill 'KILL', $victim if defined $victim;
            waitpid $child, 0;
        }
        if ($? & 127 || ($? >> 8) > 3) { # by a signal, or the launcher says so
            $killed++;
            $resumed++ if -e $journal;
            $further++ if -e $journal && journal() ne $before;
            next;
        }
        $runs++;
        $different++ if json() ne $whole;
        $different++ if -e $journal;
    }
    waitpid start($ranks[0] // 0, @how, '--resume', $journal, '--save', '0.05'), 0; # what the last kill left
    $runs++;
    $different++ if json() ne $whole;
    test($whole =~ /"verdict":"(conforms|deviates)"/ && $different == 0, "--variant $variant: the same bytes, $runs times");
    test($killed >= $times && !-e $journal, "killed $killed times, with work kept $resumed times, $further of them with more than before");
}
exit($bad > 0);
