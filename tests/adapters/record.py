#!/usr/bin/env python3
"""Show an optimizer written in Python to assay: as a recording (sgl-trace/1), or live.

    python3 record.py torch.optim:Adam --lr 0.05 -o my_run       then: assay check my_run
    python3 record.py my_module:MyOptimizer --optimizer adam --lr 0.05 --betas 0.9,0.999 -o my_run

From Python, in one call:

    record_torch("my_run", torch.optim.Adam, lr=0.05)
    record("my_run", step, "adam", {"alpha": 0.05, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8})

where step(x, g) returns the new weights. Both feed gradients of a seeded problem (quadratic or logistic) taken at the
program's own weights. Live: serve(...), see torch_optim.py and group_adam.py beside this file.

Needs numpy; torch only for torch's own optimizers.
"""
import argparse
import importlib
import inspect
import json
import os
import shutil
import sys
import tempfile

try:
    import numpy as np
except ImportError as error:
    if __name__ != "__main__":
        raise
    sys.exit("record.py: %s; numpy is needed (make setup, or pip install numpy)" % error)

VERSION = 1


# ---- problems: where gradients come from

def quadratic(size, seed=0, noise=0.25):
    """Gradient of sum c_i (x_i - a_i)^2 / 2 plus seeded noise: called as g(x, t)."""
    r = np.random.RandomState(seed)
    curvature, target = 2.0 ** r.uniform(-3, 3, size), r.standard_normal(size)
    draw = np.random.RandomState(seed + 1)
    return lambda x, t: curvature * (x - target) + noise * draw.standard_normal(size)


def logistic(size, seed=0, batch=8):
    """Gradient of the logistic loss on a fresh batch of sparse rows with labels from a planted sparse model."""
    r = np.random.RandomState(seed)
    planted = np.where(np.arange(size) % 2 == 0, r.standard_normal(size), 0.0)

    def gradient(x, t):
        rows = r.standard_normal((batch, size)) * (r.uniform(size=(batch, size)) < 0.5)
        labels = r.uniform(size=batch) < 1 / (1 + np.exp(-rows @ planted))
        return rows.T @ (1 / (1 + np.exp(-rows @ x.astype(np.float64))) - labels) / batch

    return gradient


PROBLEMS = {"quadratic": quadratic, "logistic": logistic}


# ---- recordings

def write(folder, x1, grads, x, optimizer, hyperparameters, group_size=1, variant=None, source="", hessian=None, alpha=None):
    """The folder, in one step: it is there whole or not at all."""
    x1, grads, x = np.asarray(x1), np.asarray(grads), np.asarray(x)
    if grads.shape != x.shape or grads.shape[1:] != x1.shape or x1.ndim != 1:
        raise ValueError("shapes: x1 %s, grads %s, x %s; expected (n,), (T, n), (T, n)" % (x1.shape, grads.shape, x.shape))
    if x1.dtype not in (np.float32, np.float64) or grads.dtype != x1.dtype or x.dtype != x1.dtype:
        raise ValueError("dtypes: x1 %s, grads %s, x %s; expected one of float32, float64" % (x1.dtype, grads.dtype, x.dtype))
    if x1.size % group_size:
        raise ValueError("group_size %d does not divide size %d" % (group_size, x1.size))
    document = {"format": "sgl-trace/1", "source": source, "dtype": str(x1.dtype), "steps": len(x), "size": x1.size,
                "group_size": group_size, "optimizer": optimizer,
                "hyperparameters": {key: float(value) for key, value in hyperparameters.items()}}
    if variant:
        document["variant"] = variant
    folder = os.path.normpath(folder)
    if os.path.exists(folder):
        raise FileExistsError("%s exists; a recording is not overwritten" % folder)
    temporary = tempfile.mkdtemp(prefix=os.path.basename(folder) + ".", suffix=".tmp", dir=os.path.dirname(folder) or ".")
    try:
        os.chmod(temporary, 0o755)
        for name, array in (("x1", x1), ("grads", grads), ("x", x), ("hessian_diag", hessian), ("alpha", alpha)):
            if array is not None:
                np.save(os.path.join(temporary, name + ".npy"), np.ascontiguousarray(array))
        with open(os.path.join(temporary, "trace.json"), "w") as f:
            json.dump(document, f, indent=1, allow_nan=False)
            f.write("\n")
        os.rename(temporary, folder)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    return folder


def record(folder, step, optimizer, hyperparameters, size=16, steps=100, dtype="float32", group_size=1, problem="quadratic",
           seed=0, variant=None, source=""):
    """Run step(x, g) -> x on the gradients of a problem, and write what it was fed and what it made."""
    gradient = PROBLEMS[problem](size, seed) if isinstance(problem, str) else problem
    x = np.random.RandomState(seed + 2).standard_normal(size).astype(dtype)
    x1, grads, xs = x.copy(), [], []
    for t in range(1, steps + 1):
        g = np.asarray(gradient(x, t)).astype(dtype)
        x = np.array(step(x.copy(), g.copy()))
        if x.dtype != x1.dtype or x.shape != x1.shape:
            raise ValueError("step %d returns %s of shape %s; expected %s of shape %s" % (t, x.dtype, x.shape, x1.dtype, x1.shape))
        grads.append(g)
        xs.append(x)
    return write(folder, x1, np.array(grads), np.array(xs), optimizer, hyperparameters, group_size, variant, source)


# ---- torch

def torch_step(cls, x1, **options):
    """step(x, g) of a torch.optim.Optimizer; it keeps the weights itself, so x must be what it returned last."""
    import torch
    weights = torch.nn.Parameter(torch.tensor(np.asarray(x1)))
    optimizer = cls([weights], **options)

    def step(x, g):
        if not np.array_equal(weights.detach().numpy(), x):
            with torch.no_grad():
                weights.copy_(torch.tensor(x))
        weights.grad = torch.tensor(g)
        optimizer.step()
        return weights.detach().numpy().copy()

    step.optimizer = optimizer
    return step


def torch_hyperparameters(optimizer):
    """(optimizer, hyperparameters) as assay calls them, from what a torch optimizer says in .defaults."""
    d = optimizer.defaults
    if d.get("weight_decay") or d.get("maximize") or d.get("lr_decay") or d.get("dampening"):
        raise ValueError("weight_decay, maximize, lr_decay and dampening must be 0: assay has no such optimizer")
    if "betas" in d:
        beta1, beta2 = d["betas"]
        return ("amsgrad" if d.get("amsgrad") else "adam",
                {"alpha": d["lr"], "beta1": beta1, "beta2": beta2, "epsilon": d["eps"]})
    if "initial_accumulator_value" in d:
        if d["initial_accumulator_value"] and d["eps"]:
            raise ValueError("Adagrad: one of initial_accumulator_value and eps must be 0")
        return "adagrad", {"alpha": d["lr"], "epsilon": d["initial_accumulator_value"] or d["eps"]}
    if "momentum" in d:
        return ("momentum", {"alpha": d["lr"], "gamma": d["momentum"]}) if d["momentum"] else ("sgd", {"alpha": d["lr"]})
    raise ValueError("%s: its hyper-parameters %s are of no optimizer that is known; say which with --optimizer"
                     % (type(optimizer).__name__, sorted(d)))


def record_torch(folder, cls, optimizer=None, hyperparameters=None, size=16, steps=100, dtype="float32", group_size=1,
                 problem="quadratic", seed=0, variant=None, **options):
    """Record a torch.optim.Optimizer class made with options."""
    import torch
    x1 = np.random.RandomState(seed + 2).standard_normal(size).astype(dtype)
    step = torch_step(cls, x1, **options)
    if hyperparameters is None:
        found, hyperparameters = torch_hyperparameters(step.optimizer)
        optimizer = optimizer or found
    source = "%s.%s, torch %s, numpy %s" % (cls.__module__, cls.__qualname__, torch.__version__, np.__version__)
    return record(folder, step, optimizer, hyperparameters, size, steps, dtype, group_size, problem, seed, variant, source)


# ---- live: the program's side of `assay run`

def _array(value, dtype):
    return np.load(value["npy"]) if isinstance(value, dict) else np.array(value, dtype=dtype)


def _more(message):
    """What a case has beside equal groups, a constant rate and all groups at every step: for make, and for each step."""
    groups = {"groups": np.array(message["groups"])} if "groups" in message else {}
    steps = [{} for _ in range(message["steps"])]
    for t, more in enumerate(steps):
        if "alpha" in message:
            more["alpha"] = message["alpha"][t]
        if "rows" in message:
            more["rows"] = message["rows"][t]
    return groups, steps


def serve(name, optimizers, make, dtypes=("float32", "float64"), lambdas=(), variants=None, inputs=()):
    """Answer `assay run` until it says stop.

    make(optimizer, hyperparameters, x1, group_size) returns step(x, g) -> x (adahessian: step(x, g, hessian)), or raises
    NotImplementedError with a reason.

    inputs says what else the program understands; a case that has it passes it by that name. "alpha": step(..., alpha=rate of this
    step). "groups": make(..., None, groups=offsets), group k is x[offsets[k]:offsets[k+1]]. "rows": step(..., rows=numbers of the
    groups that this step touches); the others keep x and all their state.
    """
    answers = os.fdopen(os.dup(1), "w")  # what anybody prints is no answer
    os.dup2(2, 1)

    def say(**message):
        answers.write(json.dumps(dict(message, assay=VERSION), allow_nan=False) + "\n")
        answers.flush()

    for line in sys.stdin:
        message = json.loads(line)
        if message.get("assay") != VERSION:
            sys.exit("a message of version %r; expected %d" % (message.get("assay"), VERSION))
        if message["cmd"] == "start":
            say(name=name, optimizers=list(optimizers), dtypes=list(dtypes), lambdas=list(lambdas), inputs=list(inputs),
                variants=variants or {})
        elif message["cmd"] == "run":
            try:
                x = _array(message["x1"], message["dtype"])
                grads = _array(message["grads"], message["dtype"])
                more = [_array(message["hessian_diag"], message["dtype"])] if "hessian_diag" in message else []
                groups, inputs_of = _more(message)
                step = make(message["optimizer"], message["hyperparameters"], x.copy(), message.get("group_size"), **groups)
                rows = []
                for t in range(message["steps"]):
                    x = np.array(step(x, grads[t], *[h[t] for h in more], **inputs_of[t]))
                    rows.append([float(v).hex() if not np.isfinite(v) else float(v) for v in x])
            except NotImplementedError as reason:
                say(case=message["case"], unsupported=str(reason))
            else:
                say(case=message["case"], x=rows)
        elif message["cmd"] == "stop":
            return


# ---- the command

def _load(name):
    module, _, attribute = name.partition(":")
    sys.path.insert(0, os.getcwd())
    try:
        found = importlib.import_module(module)
        for part in attribute.split("."):
            found = getattr(found, part)
    except (ImportError, AttributeError, ValueError) as e:
        sys.exit("record.py: %s: %s; expected MODULE:CLASS or MODULE:FUNCTION" % (name, e))
    return found


def _value(text):
    if "," in text:
        return tuple(_value(part) for part in text.split(","))
    try:
        return {"true": True, "false": False}[text.lower()]
    except KeyError:
        return float(text)


def main(arguments=None):
    parser = argparse.ArgumentParser(
        description="Record an optimizer for assay check. Options that are not listed go to the class or function: --lr 0.05 "
                    "--betas 0.9,0.999 --amsgrad true", epilog="A function is called as step(x, g) and returns the new weights; "
                    "give --optimizer, and its hyper-parameters under assay's names, --alpha 0.05.")
    parser.add_argument("what", help="MODULE:CLASS, a torch.optim.Optimizer, or MODULE:FUNCTION")
    parser.add_argument("-o", "--output", required=True, help="folder to make")
    parser.add_argument("--optimizer", help="sgd momentum adagrad adam amsgrad adahessian ftrl; default: seen from a torch class")
    parser.add_argument("--problem", choices=sorted(PROBLEMS), default="quadratic")
    parser.add_argument("--dtype", choices=("float32", "float64"), default="float32")
    parser.add_argument("--variant", help="the variant that you believe it is; assay check judges against it")
    for name, default in (("size", 16), ("steps", 100), ("group-size", 1), ("seed", 0)):
        parser.add_argument("--" + name, type=int, default=default)
    known, rest = parser.parse_known_args(arguments)
    options = {}
    while rest:
        name, _, value = rest.pop(0).partition("=")
        if not name.startswith("--") or not (value or rest):
            parser.error("%s: expected --name value" % name)
        try:
            options[name[2:].replace("-", "_")] = _value(value or rest.pop(0))
        except ValueError:
            parser.error("%s: expected a number, true, false or numbers with commas" % name)
    what = _load(known.what)
    common = dict(size=known.size, steps=known.steps, dtype=known.dtype, group_size=known.group_size, problem=known.problem,
                  seed=known.seed, variant=known.variant)
    try:
        if inspect.isclass(what):
            folder = record_torch(known.output, what, known.optimizer, **common, **options)
        elif known.optimizer is None:
            parser.error("a function does not say what it is: give --optimizer")
        else:
            folder = record(known.output, what, known.optimizer, options, source=known.what, **common)
    except (ValueError, TypeError, OSError, ImportError) as e:
        sys.exit("record.py: %s" % e)
    print(folder)


if __name__ == "__main__":
    main()
