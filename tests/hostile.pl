#!/usr/bin/perl
# A live program for t-run.sh: plain gradient descent in float64, which on the case "quiet" (and in "start" or "stop", if so asked)
# does what its first argument says.
use strict;
use warnings;
use JSON::PP;

my $mode = shift // '';
my $folder = $ENV{TMPDIR} // '/tmp'; # of the arrays as files
my $json = JSON::PP->new->canonical;
binmode STDOUT;
$| = 1;

sub say_line { print STDOUT $json->encode({ assay => 1, @_ }), "\n" }

# NumPy files of one or two dimensions, as sgl-trace/1 has them; an array of the message, either way.
sub write_npy {
    my ($rows, $type) = (@_, 'f8');
    my $header = sprintf "{'descr': '<%s', 'fortran_order': False, 'shape': (%d, %d), }", $type, scalar @$rows, scalar @{ $rows->[0] };
    $header .= ' ' x (-(length($header) + 11) % 64) . "\n";
    open my $out, '>:raw', "$folder/answer.npy" or die "$folder: $!\n";
    print $out "\x93NUMPY\x01\x00", pack('v', length $header), $header, map { pack(($type eq 'f8' ? 'd<' : 'f<') . '*', @$_) } @$rows;
    close $out or die "$folder: $!\n";
    return { npy => "$folder/answer.npy" };
}

sub array {
    my $v = shift;
    return $v if ref $v eq 'ARRAY';
    open my $in, '<:raw', $v->{npy} or die "$v->{npy}: $!\n";
    local $/;
    my $text = <$in>;
    my ($rows, $columns) = $text =~ /'shape': \((\d+), ?(\d*)\)/ or die "$v->{npy}: no shape\n";
    my @all = unpack 'd<*', substr $text, 10 + unpack('v', substr $text, 8, 2);
    ($folder) = $v->{npy} =~ m{^(.*)/};
    return \@all if $columns eq '';
    return [map { [@all[$_ * $columns .. ($_ + 1) * $columns - 1]] } 0 .. $rows - 1];
}

# What a program must not do, by name. $c is the case, $x what it should answer.
my %bad = (
    crash       => sub { kill SEGV => $$; sleep 100 },
    exit        => sub { print STDERR "I give up\nbecause\n"; exit 3 },
    hang        => sub { sleep 1000 },
    stopped     => sub { kill STOP => $$; sleep 1000 },
    dribble     => sub { while (1) { print '['; select undef, undef, undef, 0.05 } },
    flood       => sub { my $junk = 'x' x 65536; while (1) { print $junk } },
    lines       => sub { for (1 .. 200000) { print "{}\n" } },
    stderr      => sub { my $junk = "noise\n" x 10000; for (1 .. 200) { print STDERR $junk } print "{}\n" },
    nan         => sub { my ($c, $x) = @_; $x->[2][1] = 'N'; (my $t = $json->encode({ assay => 1, case => $c, x => $x })) =~ s/"N"/NaN/; print "$t\n" },
    nan_string  => sub { my ($c, $x) = @_; $x->[2][1] = 'nan'; say_line(case => $c, x => $x) },
    infinite    => sub { my ($c, $x) = @_; $x->[2][1] = '-inf'; say_line(case => $c, x => $x) },
    huge        => sub { my ($c, $x) = @_; $x->[2][1] = 'N'; (my $t = $json->encode({ assay => 1, case => $c, x => $x })) =~ s/"N"/1e999/; print "$t\n" },
    word        => sub { my ($c, $x) = @_; $x->[2][1] = '0x1p'; say_line(case => $c, x => $x) },
    null        => sub { my ($c, $x) = @_; $x->[2][1] = undef; say_line(case => $c, x => $x) },
    wrong_id    => sub { my ($c, $x) = @_; say_line(case => 'another', x => $x) },
    no_id       => sub { my ($c, $x) = @_; say_line(x => $x) },
    few_rows    => sub { my ($c, $x) = @_; pop @$x; say_line(case => $c, x => $x) },
    short_row   => sub { my ($c, $x) = @_; pop @{ $x->[4] }; say_line(case => $c, x => $x) },
    flat        => sub { my ($c, $x) = @_; say_line(case => $c, x => [map { @$_ } @$x]) },
    no_x        => sub { my ($c) = @_; say_line(case => $c) },
    version     => sub { my ($c, $x) = @_; print $json->encode({ assay => 2, case => $c, x => $x }), "\n" },
    no_version  => sub { my ($c, $x) = @_; print $json->encode({ case => $c, x => $x }), "\n" },
    twice       => sub { my ($c) = @_; print qq({"assay":1,"assay":1,"case":"$c"}\n) },
    junk        => sub { print map({ chr(($_ * 167 + 13) % 256) } grep { ($_ * 167 + 13) % 256 != 10 } 0 .. 4000), "\n" },
    zeros       => sub { print "\0" x 300, "\n" },
    empty       => sub { print "\n" },
    number      => sub { print "17\n" },
    deep        => sub { print '[' x 50000, "\n" },
    trailing    => sub { my ($c, $x) = @_; print $json->encode({ assay => 1, case => $c, x => $x }), " x\n" },
    chatty      => sub { my ($c, $x) = @_; print $json->encode({ assay => 1, case => $c, x => $x }), "\nby the way\n" },
    partial     => sub { my ($c, $x) = @_; print '{"assay":1,"case":"', $c; exit 0 },
    closes      => sub { close STDOUT; sleep 1000 },
    orphan      => sub { if (fork() == 0) { sleep 1000; exit } exit 5 },
    file        => sub { my ($c) = @_; say_line(case => $c, x => { npy => '/dev/null' }) },
    folder      => sub { my ($c) = @_; say_line(case => $c, x => { npy => '.' }) },
    error       => sub { my ($c) = @_; say_line(case => $c, error => "cannot\nhere") },
    npy_shape   => sub { my ($c, $x) = @_; pop @$x; say_line(case => $c, x => write_npy($x)) },
    npy_cut     => sub { my ($c, $x) = @_; my $a = write_npy($x); truncate $a->{npy}, 300; say_line(case => $c, x => $a) },
    npy_f4      => sub { my ($c, $x) = @_; say_line(case => $c, x => write_npy($x, 'f4')) },
    both        => sub { my ($c, $x) = @_; say_line(case => $c, x => $x, error => 'and yet') },
    skipped     => sub { my ($c) = @_; say_line(case => $c, skipped => 'not today') },
    unsupported => sub { my ($c) = @_; say_line(case => $c, unsupported => 'no such thing') },
);

my %start = (
    start_exit => sub { print STDERR "no such module\n"; exit 2 },
    start_hang => sub { sleep 1000 },
    start_junk => sub { print "hello\n" },
    start_none => sub { say_line(name => 'none', optimizers => [], dtypes => ['float64']) },
    start_list => sub { say_line(name => 'odd', optimizers => ['adam', 'nadam'], dtypes => ['float64']) },
    start_inputs => sub { say_line(name => 'odd', optimizers => ['sgd'], dtypes => ['float64'], inputs => ['rate']) },
    start_type => sub { say_line(name => 7, optimizers => ['adam'], dtypes => ['float64']) },
);

while (my $line = <STDIN>) {
    my $m = $json->decode($line);
    if ($m->{cmd} eq 'start') {
        if ($start{$mode}) { $start{$mode}->(); next }
        say_line(name => "hostile $mode", optimizers => ['sgd'], dtypes => ['float64'], $mode =~ /^npy/ ? (arrays => 'npy') : ());
    }
    elsif ($m->{cmd} eq 'run') {
        my @x = map { $_ + 0 } @{ array($m->{x1}) };
        my $rate = $m->{hyperparameters}{alpha} + 0;
        my @rows;
        for my $g (@{ array($m->{grads}) }) {
            $x[$_] -= $rate * $g->[$_] for 0 .. $#x;
            push @rows, [map { sprintf '%.17g', $_ } @x];
        }
        if ($bad{$mode} && $m->{case} =~ /quiet/) { $bad{$mode}->($m->{case}, \@rows) }
        else { say_line(case => $m->{case}, x => $mode eq 'npy' ? write_npy(\@rows) : \@rows) }
        exit 0 if $mode eq 'leaves' && $m->{case} =~ /quiet/;
    }
    else {
        exit 6 if $mode eq 'stop_exit';
        say_line(bye => 1) if $mode eq 'stop_talk';
        sleep 1000 if $mode eq 'stop_hang';
        exit 0;
    }
}
