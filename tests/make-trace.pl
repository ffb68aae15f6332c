#!/usr/bin/perl
# Writes a small recording of momentum (gamma = 1/2, alpha = 1/2, groups of two) in dyadic numbers that float64 holds exactly, so
# that what it should be can be worked out by hand and nothing of assay is needed to make it.
#   make-trace.pl FOLDER [KEY=VALUE...]
#   lambda1= lambda21= lambda2=   penalties
#   g=A,B;A,B;...                 gradients, a step between semicolons (default three steps)
#   x1=A,B
#   wrong=STEP                    x of that step is off by 1/8
#   variant=NAME                  declared
use strict;
use warnings;

my $folder = shift or die "usage: make-trace.pl FOLDER [KEY=VALUE...]\n";
my %o = (lambda1 => 0, lambda21 => 0, lambda2 => 0, g => '1,-2;1,1;0,0.5', x1 => '1,0.5', wrong => 0, variant => '',
    map { split /=/, $_, 2 } @ARGV);
my @g = map { [split /,/] } split /;/, $o{g};
my @x = split /,/, $o{x1};
my ($d, $T) = (scalar @x, scalar @g);
my $w = 2;    # 1/alpha

sub npy {
    my ($name, $shape, @values) = @_;
    my $header = "{'descr': '<f8', 'fortran_order': False, 'shape': $shape, }";
    $header .= ' ' x (63 - (10 + length $header) % 64) . "\n";
    open my $out, '>:raw', "$folder/$name" or die "$folder/$name: $!\n";
    print $out "\x93NUMPY\x01\x00", pack('v', length $header), $header, pack('d<*', @values);
    close $out or die "$folder/$name: $!\n";
    return;
}

mkdir $folder;
npy('x1.npy', "($d,)", @x);
my (@m, @z, @recorded);
for my $t (0 .. $T - 1) {
    my ($square, @s) = (0);
    for my $i (0 .. $d - 1) {
        $m[$i] = 0.5 * ($m[$i] // 0) + $g[$t][$i];
        $z[$i] = ($z[$i] // 0) + $m[$i] - ($t == 0 ? $w * $x[$i] : 0);
        my $over = abs($z[$i]) - $o{lambda1};
        $s[$i] = $over > 0 ? ($z[$i] > 0 ? -$over : $over) : 0;
        $square += $s[$i]**2;
    }
    my $c = $o{lambda21} * sqrt $d;
    my $f = $c == 0 ? 1 : $square > $c**2 ? 1 - $c / sqrt $square : 0;
    @x = map { $f * $s[$_] / ($w + 2 * $o{lambda2}) } 0 .. $d - 1;
    $x[0] += 0.125 if $t + 1 == $o{wrong};
    push @recorded, @x;
}
npy('grads.npy', "($T, $d)", map { @$_ } @g);
npy('x.npy', "($T, $d)", @recorded);
open my $json, '>', "$folder/trace.json" or die "$folder/trace.json: $!\n";
print $json qq({"format": "sgl-trace/1", "source": "make-trace.pl", "dtype": "float64", "steps": $T, "size": $d, "group_size": $d,\n),
    qq( "optimizer": "momentum", ), ($o{variant} ? qq("variant": "$o{variant}", ) : ''),
    qq("hyperparameters": {"alpha": 0.5, "gamma": 0.5, "lambda1": $o{lambda1}, "lambda21": $o{lambda21}, "lambda2": $o{lambda2}}}\n);
close $json or die "$folder/trace.json: $!\n";
