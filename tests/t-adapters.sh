#!/bin/sh
# The adapters, live and as recordings: what is right conforms, what is wrong is named. Skipped where there is no compiler, numpy
# or torch.
cd "$(dirname "$0")/.." || exit 1
. tests/tap.sh

# run ARGUMENT... : assay run, the status in $status
run() {
    "$assay" run "$@" >"$dir/out" 2>"$dir/err"
    status=$?
}

# all N : so many cases, and all conform
all() {
    [ $status -eq 0 ] && [ "$(grep -c '^conforms' "$dir/out")" -eq "$1" ] && [ ! -s "$dir/err" ]
}

# The first python3 that can import a module: $PYTHON, the one in PATH, the system's.
python_with() {
    for p in "${PYTHON:-}" python3 /usr/bin/python3; do
        [ -n "$p" ] && "$p" -c "import $1" 2>/dev/null && echo "$p" && return
    done
    return 1
}

if ${CC:-cc} --version >/dev/null 2>&1; then
    build() {
        # shellcheck disable=SC2086  # CC may be several words
        ${CC:-cc} -O1 -shared -fPIC -Ireference "$@" tests/adapters/plugin_example.c -lm -o "$dir/plugin.so" 2>"$dir/err"
    }
    build
    run --plugin "$dir/plugin.so"
    all 32
    ok 'C plugin: momentum, 32 cases, with changing rates, unequal groups and rows'
    build -DDEFECT=1
    run --variant paper --case '*64*' --plugin "$dir/plugin.so"
    [ $status -eq 1 ] && grep -q 'this explains all recorded cases: momentum-table1+group_factor=one' "$dir/out" &&
        grep -q "again: assay run --case .* --plugin $dir/plugin.so" "$dir/out"
    ok 'C plugin without sqrt(d): named'
    build -DDEFECT=2
    run --case '*64*' --plugin "$dir/plugin.so"
    # The address sanitizer, where it is linked in, catches the signal and exits.
    end='killed by signal 11'
    ! nm "$assay" 2>/dev/null | grep -q __asan_init || end='exited with status 1'
    [ $status -eq 4 ] && [ "$(grep -c '^conforms' "$dir/out")" -eq 14 ] && [ "$(grep -c "$end" "$dir/err")" -eq 2 ]
    ok 'C plugin that crashes: two cases'
    build -DDEFECT=3
    run --case '*64*' --plugin "$dir/plugin.so"
    [ $status -eq 1 ] && [ "$(grep '^deviates' "$dir/out" | grep -o '64-[a-z-]*' | tr '\n' ' ')" = '64-rows 64-rows-all 64-table ' ] &&
        grep -q 'changed, though the step does not touch its row' "$dir/out"
    ok 'C plugin that touches every group: the three cases with rows'
    sed 's/^        .inputs = .*/        .size = offsetof(sgl_plugin, inputs)};/' tests/adapters/plugin_example.c >"$dir/old.c"
    ${CC:-cc} -O1 -shared -fPIC -Ireference -w "$dir/old.c" -lm -o "$dir/old.so" 2>"$dir/err"
    run --plugin "$dir/old.so"
    all 22
    ok 'a plugin compiled before there were inputs: the 22 cases without'
    run --plugin "$dir/none.so"
    [ $status -eq 4 ] && grep -q 'none.so' "$dir/err"
    ok 'no such plugin'
else
    skip 'C plugin' 'no C compiler'
fi

if python=$(python_with numpy); then
    cd tests/adapters || exit 1
    run -- "$python" group_adam.py
    all 34
    ok 'numpy Group Adam: Algorithm 2, with changing rates, unequal groups and rows'
    run --case '*32*' -- "$python" group_adam.py dense
    [ $status -eq 1 ] && [ "$(grep -c '^deviates' "$dir/out")" -eq 3 ] && [ "$(grep -c '^deviates.*\(rows\|table\)' "$dir/out")" -eq 3 ]
    ok 'every group at every step: the three cases with rows'
    run --case '*32*' -- "$python" group_adam.py no-sqrt-d
    [ $status -eq 1 ] && grep -q 'this explains all recorded cases: adam-no-sqrt-d$' "$dir/out"
    ok 'sqrt(d) missing: named'
    run --case '*32*' -- "$python" group_adam.py epsilon-inside
    [ $status -eq 0 ] && grep -q 'this explains all recorded cases: adam-epsilon-inside$' "$dir/out"
    ok 'epsilon inside the root: named'
    run --case '*32*' --variant adam-kingma-ba -- "$python" group_adam.py no-bias
    [ $status -eq 1 ] && grep -q 'this explains all recorded cases: adam-no-bias-correction$' "$dir/out"
    ok 'bias corrections missing: named'

    cat >"$dir/mine.py" <<'PY'
import numpy as np
def descent(x, g):
    return x - np.float32(0.125) * g
def wrong(x, g):
    return x.astype(np.float64)
PY
    record() {
        (cd "$dir" && "$python" "$OLDPWD/record.py" "$@") >"$dir/out" 2>"$dir/err"
    }
    record mine:descent --optimizer sgd --alpha 0.125 -o "$dir/mine" && "$assay" check --variant sgd-constant "$dir/mine" >"$dir/out" 2>&1
    ok 'record.py: a function'
    ! record mine:descent --optimizer sgd --alpha 0.125 -o "$dir/mine" && grep -q 'is not overwritten' "$dir/err"
    ok 'record.py: does not overwrite'
    ! record mine:wrong --optimizer sgd --alpha 0.125 -o "$dir/wrong" && [ "$(wc -l <"$dir/err")" -eq 1 ] && [ ! -e "$dir/wrong" ]
    ok 'record.py: a step that returns another dtype'
    ! record mine:absent --optimizer sgd -o "$dir/absent" && [ "$(wc -l <"$dir/err")" -eq 1 ]
    ok 'record.py: no such function'
    cd ../.. || exit 1
else
    skip 'numpy Group Adam, record.py' 'no python3 with numpy'
fi

if python=$(python_with torch); then
    cd tests/adapters || exit 1
    run --timeout 300 -- "$python" torch_optim.py
    all 44
    ok 'torch.optim: Adam, AMSGrad, Adagrad, momentum'
    run --timeout 300 -- "$python" torch_sparse.py
    all 16
    ok 'torch.optim.SparseAdam: adam-epsilon-hat, and of rows met late too'
    run --timeout 300 --case '*rows' --variant adam-epsilon-hat-global-t -- "$python" torch_sparse.py
    [ $status -eq 1 ] && grep -q 'explain all recorded cases: adam-epsilon-hat' "$dir/out"
    ok 'it is not the reading by global t'
    # what ARGUMENT... : record.py of a torch class, and check finds the variant
    torch() {
        variant=$1
        shift
        rm -rf "$dir/torch"
        "$python" record.py "$@" -o "$dir/torch" >"$dir/out" 2>"$dir/err" && "$assay" check "$dir/torch" >"$dir/out" 2>&1 &&
            grep -q "variant $variant:" "$dir/out"
        ok "record.py $*: $variant"
    }
    torch adam-kingma-ba torch.optim:Adam --lr 0.05 --eps 1e-3 --problem logistic
    torch momentum-nesterov torch.optim:SGD --lr 0.05 --momentum 0.9 --nesterov true --dtype float64
    ! "$python" record.py torch.optim:Adam --lr 0.05 --weight_decay 0.1 -o "$dir/decay" >"$dir/out" 2>"$dir/err" && grep -q 'weight_decay' "$dir/err"
    ok 'record.py: what assay has no name for is refused'
    cd ../.. || exit 1
else
    skip 'torch.optim' 'no python3 with torch'
fi

finish
