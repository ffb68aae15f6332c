#!/bin/sh
# Whatever the machine does to assay while it writes, it says so in one line, exits 4, leaves nothing half-written behind, and what was
# there before is there after.
cd "$(dirname "$0")/.." || exit 1
assay=${ASSAY:-build/assay}
case $assay in /*) ;; *) assay=$PWD/$assay ;; esac
dir=$(mktemp -d) || exit 1
trap 'umount "$dir/disk" 2>/dev/null; rm -rf "$dir"' EXIT
n=0 bad=0

ok() { # WHAT, after a test command
    if [ $? -eq 0 ]; then r=ok; else r='not ok'; fi
    n=$((n + 1))
    echo "$r $n - $1"
    [ "$r" = ok ] || { bad=1; echo "# status $status"; printf '%s\n' "$err" | sed 's/^/# /' | cut -c1-300 | head -20; find "$dir" | grep -v '/good/\|/wrong/' | sed 's/^/# /' | head; }
}
skip() { n=$((n + 1)); echo "ok $n - $1 # SKIP $2"; }

# run COMMAND... : status, and what it says on stderr, in variables: no file is written for it
run() { err=$("$@" 2>&1 >/dev/null); status=$?; }
one_line() { [ "$(printf '%s\n' "$err" | wc -l)" -eq 1 ] && [ -n "$err" ]; }
empty() { [ -z "$(ls -A "$1")" ]; }

echo 'TAP version 13'
perl tests/make-trace.pl "$dir/good" lambda1=0.25 lambda21=0.5
perl tests/make-trace.pl "$dir/wrong" lambda1=0.25 wrong=2
mkdir "$dir/at" "$dir/tmp" "$dir/full" "$dir/disk" "$dir/checks"
export TMPDIR="$dir/tmp"

# ---- standard output: full, closed, or nobody reads it
full() { "$@" >/dev/full; }
closed() { "$@" >&-; }
printers() { # FAULT
    while read -r words; do
        # shellcheck disable=SC2086  # a command line
        run "$1" "$assay" $words
        [ $status -eq 4 ] && one_line && case $err in *'standard output'*) ;; *) false ;; esac && empty "$dir/tmp"
        ok "$1 standard output: assay $words"
    done <<END
--version
--help
check --help
check good
check --format json good
check --format html wrong
identify good
step --optimizer sgd --set alpha=1 --x 1 --g 1
argmin line
variants
vectors --list
separate momentum-table1 momentum-nesterov
claims --no-run
explain adam-kingma-ba
doctor -- perl hostile.pl
run --list -- perl hostile.pl
run --case *plain -- perl hostile.pl
END
}
cp tests/hostile.pl "$dir"
echo '{"z": [-3], "w": [8], "lambda1": 0, "lambda21": 1, "lambda2": 0}' >"$dir/line"
cd "$dir" || exit 1
if [ -c /dev/full ]; then printers full; else skip 'a full standard output' 'no /dev/full'; fi
printers closed
{ "$assay" vectors --list 2>"$dir/err"; echo $? >"$dir/status"; } | head -1 >/dev/null
status=$(cat "$dir/status") err=$(cat "$dir/err")
[ "$status" -eq 141 ] && [ -z "$err" ]
ok 'nobody reads: ended by SIGPIPE, in silence'
for words in 'step -' 'argmin -'; do
    # shellcheck disable=SC2086
    err=$("$assay" $words 2>&1 >/dev/null <&-)
    status=$?
    [ $status -eq 4 ] && one_line
    ok "closed standard input: assay $words"
done

# ---- files and folders: writers FAULT CHECK PLACE runs all that writes to PLACE under FAULT, and CHECK after each
writers() {
    fault=$1 check=$2 place=$3
    while read -r kind words; do
        shown=$(echo "$words" | sed "s,$dir,.,") # before: bash would take its status for the test's
        # shellcheck disable=SC2086
        run $fault "$assay" $words
        $check && empty "$dir/tmp"
        ok "$fault $kind: assay $shown"
    done <<END
file check -o $place good
file identify -o $place good
file claims --no-run -o $place
file run --case *plain -o $place -- perl hostile.pl
file check --resume $place good
folder check --shrink $place wrong
folder separate -o $place momentum-table1 momentum-nesterov
folder vectors --emit $place
folder run --case *plain --keep $place -- perl hostile.pl
END
}
refused() { [ $status -eq 4 ] && one_line; }
refused_clean() { refused && empty "$dir/at"; }
plainly() { "$@"; }
mkdir "$dir/in_the_way"
echo before >"$dir/in_the_way/file"
kept() {
    [ "$kind" = folder ] || { echo before >"$dir/in_the_way/file"; return 0; } # a file may take a file's place
    refused && [ "$(cat "$dir/in_the_way/file")" = before ] && [ "$(ls -A "$dir/in_the_way")" = file ]
}

writers plainly refused_clean "$dir/none/x"
no_bytes() { (ulimit -f 0; "$@"); }
# LLVM's OpenMP begins with a file of its own in shared memory, and dies without it.
limited=true
! ldd "$assay" 2>/dev/null | grep -q 'libomp' || limited=false
if $limited; then
    writers no_bytes refused_clean "$dir/at/x"
else
    skip 'no byte may be written' "this OpenMP does not start without"
fi
# A device is written to and not replaced; a folder is refused before the work.
if [ -c /dev/full ]; then
    run "$assay" check -o /dev/full good
    [ $status -eq 4 ] && one_line && [ -c /dev/full ]
    ok 'check -o /dev/full'
fi
run "$assay" check -o "$dir/at" good
refused_clean
ok 'a folder where a file is wanted'
writers plainly kept "$dir/in_the_way/file"
if $limited; then
    echo before >"$dir/at/x"
    run no_bytes "$assay" check -o "$dir/at/x" good
    [ $status -eq 4 ] && [ "$(cat "$dir/at/x")" = before ] && [ "$(ls "$dir/at")" = x ]
    ok 'what was there before stays'
    rm "$dir/at/x"
fi

if mount -t tmpfs -o size=8k,mode=777 none "$dir/disk" 2>/dev/null; then
    head -c 8192 /dev/zero >"$dir/disk/filler" 2>/dev/null
    only_filler() { refused && [ "$(ls -A "$dir/disk")" = filler ]; }
    writers plainly only_filler "$dir/disk/x"
    umount "$dir/disk"
else
    skip 'a full disk' 'no tmpfs may be mounted'
fi

nobody() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
chmod 755 "$dir" "$dir/good" "$dir/wrong" && chmod 555 "$dir/at" && chmod 777 "$dir/tmp"
if [ "$(id -u)" -ne 0 ]; then
    nobody() { "$@"; }
fi
if nobody "$assay" --version >/dev/null 2>&1 && nobody test -r "$dir/good/trace.json"; then
    writers nobody refused_clean "$dir/at/x"
    chmod 0 "$dir/good/x.npy"
    run nobody "$assay" check good
    [ $status -eq 4 ] && one_line && case $err in *'good/x.npy: cannot be opened (Permission denied)'*) ;; *) false ;; esac
    ok 'a file that may not be read'
    chmod 644 "$dir/good/x.npy"
    TMPDIR=$dir/at
    run nobody "$assay" run -- perl hostile.pl
    refused
    ok 'no temporary folder can be made'
    TMPDIR=$dir/tmp
else
    skip 'a folder that may not be written to' 'root, and no other user can run this'
fi
chmod 755 "$dir/at"

# ---- signals
# signalled NAME WHEN COMMAND... : status after the signal, which comes when the file WHEN is there, or after as many seconds. Perl, as a
# shell's background ignores SIGINT.
signalled() {
    err=$(perl -e 'my ($name, $after, @command) = @ARGV;
        my $pid = fork // die;
        if (!$pid) { $SIG{$_} = "DEFAULT" for qw(INT TERM HUP); open STDOUT, ">", "/dev/null"; exec @command; }
        if ($after =~ /^[\d.]+$/) { select undef, undef, undef, $after }
        else { for (my $k = 0; $k < 1000 && !-s $after; $k++) { select undef, undef, undef, 0.01 } }
        kill $name, $pid;
        waitpid $pid, 0;
        exit($? & 127 ? 128 + ($? & 127) : $? >> 8)' "$@" 2>&1)
    status=$?
}
# Not yet waited for by init is gone too.
gone() { ! kill -0 "$1" 2>/dev/null || grep -q '^State:[[:space:]]*Z' "/proc/$1/status" 2>/dev/null; }
echo "echo \$\$ >$dir/child; exec sleep 60" >"$dir/sleeps"
for signal in INT TERM HUP; do
    rm -f "$dir/child"
    signalled $signal "$dir/child" "$assay" run -o "$dir/at/x" -- sh "$dir/sleeps"
    [ $status -ge 128 ] && empty "$dir/tmp" && empty "$dir/at" && gone "$(cat "$dir/child")"
    ok "SIG$signal: assay run leaves neither folder nor child"
done
printf '#!/bin/sh\necho >%s\nexec sleep 2\n' "$dir/started" >"$dir/checks/c-theorem_1"
chmod 755 "$dir/checks/c-theorem_1"
SGL_CHECKS=$dir/checks signalled TERM "$dir/started" "$assay" claims -o "$dir/at/x"
[ $status -eq 143 ] && empty "$dir/at"
ok 'SIGTERM: assay claims -o leaves no half of a file'

# Killed where nothing can be caught: what is there is whole, and the next run needs no help.
for after in 0.05 0.2 0.5; do
    signalled KILL $after "$assay" vectors --emit "$dir/at/v"
done
mkdir -p "$dir/at/v" "$dir/killed"
cp "$dir"/at/v/*.json "$dir/killed" 2>/dev/null
run "$assay" vectors --emit "$dir/at/v"
whole=0
for f in "$dir"/killed/*.json; do
    [ ! -e "$f" ] || cmp -s "$f" "$dir/at/v/${f##*/}" || whole=1
done
[ $status -eq 0 ] && [ $whole -eq 0 ] && "$assay" vectors --lint "$dir/at/v" >/dev/null
ok 'SIGKILL in vectors --emit: every file is whole, and it can be run again'

# ---- what is read
: >"$dir/empty"
for file in trace.json x1.npy grads.npy x.npy; do
    cp -r "$dir/good" "$dir/hollow"
    : >"$dir/hollow/$file"
    run "$assay" check hollow
    refused && case $err in *"hollow/$file: "*) ;; *) false ;; esac
    ok "empty: $file"
    rm "$dir/hollow/$file" && mkdir "$dir/hollow/$file"
    run "$assay" check hollow
    refused && case $err in *"hollow/$file: no regular file"*) ;; *) false ;; esac
    ok "a folder: $file"
    rm -r "$dir/hollow"
done
for words in 'argmin' 'step' 'claims --no-run --ledger'; do
    for file in empty at none; do
        # shellcheck disable=SC2086
        run "$assay" $words "$dir/$file"
        [ $status -ge 3 ] && one_line
        ok "assay $words of $file"
    done
done
echo "1..$n"
[ $bad = 0 ]
