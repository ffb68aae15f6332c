#!/bin/sh
# libsglfast as others meet it: installed, found through pkg-config, linked shared and static, exporting its own names alone.
set -u
cd "$(dirname "$0")/.." || exit 1
echo 'TAP version 13'
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
n=0 bad=0
check() {
    n=$((n + 1))
    if [ "$1" = 0 ]; then echo "ok $n - $2"; else
        echo "not ok $n - $2"
        sed 's/^/# /' "$dir/log" | tail -5
        bad=1
    fi
}
if nm "${BUILD:-build}/libsglfast.a" 2>/dev/null | grep -q __asan_init; then
    echo "1..0 # SKIP a sanitizer is linked in, which a program that is not built with one cannot load"
    exit 0
fi
make -s install-fast PREFIX=/opt/sgl DESTDIR="$dir" B="${BUILD:-build}" >"$dir/log" 2>&1
check $? "make install-fast into a DESTDIR"
cat >"$dir/user.c" <<'END'
#include <sgl_fast.h>
#include <stdio.h>

int main(void)
{
    const sgl_variant adam = {.optimizer = SGL_ADAM};
    const sgl_hyperparameters hyper = {.alpha = 0.1, .beta1 = 0.9, .beta2 = 0.999, .epsilon = 1e-8};
    sgl_step step;

    puts(sgl_path_name(SGL_PATH_PORTABLE));
    return sgl_step_begin(&step, &adam, &hyper) != SGL_OK;
}
END
PKG_CONFIG_PATH=$dir/opt/sgl/lib/pkgconfig PKG_CONFIG_SYSROOT_DIR=$dir
export PKG_CONFIG_PATH PKG_CONFIG_SYSROOT_DIR
if command -v pkg-config >/dev/null; then
    # The flags are words.
    # shellcheck disable=SC2046
    ${CC:-cc} "$dir/user.c" $(pkg-config --cflags --libs sglfast) -o "$dir/user" >"$dir/log" 2>&1 &&
        [ "$(LD_LIBRARY_PATH=$dir/opt/sgl/lib "$dir/user" 2>>"$dir/log")" = portable ]
    check $? "a program finds the shared library through pkg-config"
    # shellcheck disable=SC2046
    ${CC:-cc} "$dir/user.c" $(pkg-config --cflags sglfast) "$dir/opt/sgl/lib/libsglfast.a" -fopenmp -lm -o "$dir/user" \
        >"$dir/log" 2>&1 && [ "$("$dir/user")" = portable ]
    check $? "and links the static one"
else
    n=$((n + 2))
    echo "ok $((n - 1)) # SKIP no pkg-config"
    echo "ok $n # SKIP no pkg-config"
fi
# The functions that the header declares, and no other.
nm -D --defined-only "$dir/opt/sgl/lib/libsglfast.so" | awk '$3 ~ /./ && $2 != "A" {print $3}' | grep -v '^_' | sort >"$dir/have"
sed -n '/^SGL_API/,/;/p' fast/sgl_fast.h | grep -o 'sgl_[a-z0-9_]*(' | tr -d '(' | sort -u >"$dir/want"
diff "$dir/want" "$dir/have" >"$dir/log" 2>&1
check $? "it exports what sgl_fast.h declares, and nothing else"
readelf -d "$dir/opt/sgl/lib/libsglfast.so" 2>/dev/null | grep -q 'SONAME.*libsglfast.so.0'
check $? "its soname is libsglfast.so.0"
echo "1..$n"
exit "$bad"
