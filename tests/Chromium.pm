# A headless Chromium, driven by the DevTools protocol over a pipe: each message is JSON, ended by a NUL byte.
package Chromium;
use strict;
use warnings;
use Fcntl;
use File::Temp 'tempdir';
use JSON::PP;
use MIME::Base64;
use POSIX ();

# The first that is installed, or undef.
sub find {
    for my $name (grep { defined && $_ ne '' } $ENV{CHROMIUM}, qw(chromium chromium-browser google-chrome)) {
        for my $dir ('', map { "$_/" } split /:/, $ENV{PATH}) { return "$dir$name" if "$dir$name" =~ /\// && -x "$dir$name" && !-d _; }
    }
    return;
}

sub start {
    my ($class, $program) = @_;
    my $profile = tempdir(CLEANUP => 1);
    pipe my $from_us, my $to_it or die "pipe: $!\n";
    pipe my $from_it, my $to_us or die "pipe: $!\n";
    my $pid = fork // die "fork: $!\n";
    if (!$pid) {
        # Out of the way of 3 and 4, where Chromium reads and writes.
        my ($r, $w) = map { fcntl $_, F_DUPFD, 10 } $from_us, $to_us;
        POSIX::dup2($r, 3);
        POSIX::dup2($w, 4);
        open STDERR, '>', "$profile/stderr";
        open STDOUT, '>&', \*STDERR;
        exec $program, qw(--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run --hide-scrollbars --remote-debugging-pipe),
            "--user-data-dir=$profile/user", 'about:blank' or POSIX::_exit(127);
    }
    close $from_us;
    close $to_us;
    $to_it->autoflush(1);
    my $self = bless {pid => $pid, to => $to_it, from => $from_it, id => 0, buffer => '', events => [], json => JSON::PP->new->utf8, profile => $profile}, $class;
    my $target = $self->call('Target.createTarget', {url => 'about:blank'})->{targetId};
    $self->{session} = $self->call('Target.attachToTarget', {targetId => $target, flatten => JSON::PP::true})->{sessionId};
    $self->call($_) for qw(Page.enable Runtime.enable Log.enable Network.enable);
    return $self;
}

# One message from Chromium; dies when it says nothing for 30 seconds.
sub message {
    my $self = shift;
    while ($self->{buffer} !~ /\0/) {
        my $ready = '';
        vec($ready, fileno $self->{from}, 1) = 1;
        select($ready, undef, undef, 30) or die "chromium says nothing\n";
        sysread $self->{from}, $self->{buffer}, 1 << 20, length $self->{buffer} or die "chromium is gone\n";
    }
    $self->{buffer} =~ s/^([^\0]*)\0//;
    return $self->{json}->decode($1);
}

sub call {
    my ($self, $method, $parameters) = @_;
    my %m = (id => ++$self->{id}, method => $method, params => $parameters // {});
    $m{sessionId} = $self->{session} if $self->{session};
    print {$self->{to}} $self->{json}->encode(\%m), "\0";
    while (my $got = $self->message) {
        if (defined $got->{id} && $got->{id} == $m{id}) { die "$method: $got->{error}{message}\n" if $got->{error}; return $got->{result}; }
        push @{$self->{events}}, $got if $got->{method};
    }
}

# Events of these kinds so far.
sub events { my ($self, @kinds) = @_; my %k = map { $_ => 1 } @kinds; return grep { $k{$_->{method}} } @{$self->{events}} }

sub open_page {
    my ($self, $url) = @_;
    $self->{events} = [];
    $self->call('Page.navigate', {url => $url});
    until ($self->events('Page.loadEventFired')) { my $m = $self->message; push @{$self->{events}}, $m; }
}

# The value of an expression in the page, as text, number, list or hash.
sub value {
    my ($self, $expression) = @_;
    my $r = $self->call('Runtime.evaluate', {expression => $expression, returnByValue => JSON::PP::true, awaitPromise => JSON::PP::true});
    die "page: $r->{exceptionDetails}{exception}{description}\n" if $r->{exceptionDetails};
    return $r->{result}{value};
}

sub window {
    my ($self, $width, $height) = @_;
    $self->call('Emulation.setDeviceMetricsOverride', {width => 0 + $width, height => 0 + $height, deviceScaleFactor => 1, mobile => JSON::PP::false});
}

sub scheme { my ($self, $value) = @_; $self->call('Emulation.setEmulatedMedia', {features => [{name => 'prefers-color-scheme', value => $value}]}) }

sub press {
    my ($self, $key, $code) = @_;
    $self->call('Input.dispatchKeyEvent', {type => $_, key => $key, code => $key, windowsVirtualKeyCode => $code}) for qw(rawKeyDown keyUp);
}

sub save { my ($file, $base64) = @_; open my $out, '>:raw', $file or die "$file: $!\n"; print $out decode_base64($base64); close $out or die "$file: $!\n" }

# A picture of the window, or of the rectangle [x, y, width, height] of the page.
sub screenshot {
    my ($self, $file, @clip) = @_;
    my %p = (format => 'png');
    if (@clip) { @{$p{clip}}{qw(x y width height scale)} = map { 0 + $_ } @clip, 1; $p{captureBeyondViewport} = JSON::PP::true; }
    save($file, $self->call('Page.captureScreenshot', \%p)->{data});
}

sub pdf { my ($self, $file) = @_; save($file, $self->call('Page.printToPDF', {printBackground => JSON::PP::true})->{data}) }

# Text whose contrast with what lies behind it is below 4.5 to 1.
my $faint = q{(function () {
    const part = x => x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4;
    const lum = c => { const v = c.match(/[\d.]+/g).slice(0, 3).map(x => part(x / 255)); return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2]; };
    const back = e => { for (; e; e = e.parentElement) { const b = getComputedStyle(e).backgroundColor; if (!/, 0\)$|transparent/.test(b)) return b; } return 'rgb(255,255,255)'; };
    return Array.from(document.querySelectorAll('body *')).filter(e => Array.from(e.childNodes).some(n => n.nodeType === 3 && n.data.trim()) && e.getClientRects().length).map(e => {
        const s = getComputedStyle(e), a = lum(e.closest('svg') ? s.fill : s.color), b = lum(back(e));
        return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), e.tagName + '.' + (e.className.baseVal ?? e.className) + ' ' + e.textContent.slice(0, 20)];
    }).filter(x => x[0] < 4.5).map(x => x.join(' ')).slice(0, 5).join('; '); })()};

# What is wrong with the page that is open, in a window of this width, as [what it should be, what it is or '']; and a picture.
sub look {
    my ($self, $width, $file) = @_;
    my @said = map { $self->{json}->encode($_->{params}) } $self->events(qw(Runtime.exceptionThrown Runtime.consoleAPICalled Log.entryAdded Network.loadingFailed));
    my $over = $self->value("document.documentElement.scrollWidth > $width ? Array.from(document.querySelectorAll('body *')).filter(e => " .
        "e.getBoundingClientRect().right > $width && !e.closest('.scroll, .wide, pre, svg')).map(e => e.tagName + '.' + e.className).slice(0, 5).join(' ') || 'something' : ''");
    $self->screenshot($file);
    return ['the console is silent', join ' ', @said], ['nothing sticks out', $over], ['text stands out from its background, 4.5 to 1', $self->value($faint)],
        ['a picture of it', -s $file > 15000 ? '' : -s $file];
}

sub stop {
    my $self = shift or return;
    return if !$self->{pid};
    kill 'TERM', $self->{pid};
    waitpid $self->{pid}, 0;
    $self->{pid} = 0;
}

sub DESTROY { local ($?, $@); $_[0]->stop }

1;
