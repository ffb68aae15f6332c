# Steps of other people's optimizers, timed on request: a line "NAME N THREADS" on stdin, seconds on stdout.
# "list" names what this machine has.
import sys
import time

try:
    import numpy
except ImportError:
    numpy = None
try:
    import torch
except ImportError:
    torch = None


def torch_adam(n, threads, foreach):
    torch.set_num_threads(threads)
    x = torch.rand(n)
    x.requires_grad_()
    x.grad = torch.rand(n) - 0.5
    optimizer = torch.optim.Adam([x], lr=1e-3, foreach=foreach)
    return optimizer.step


def numpy_group_adam(n, threads):
    d, b1, b2, alpha, eps = 16, 0.9, 0.999, 1e-3, 1e-8
    l1, l21, l2 = 1e-3, 1e-3, 1e-5
    f = numpy.float32
    x, g = (numpy.random.rand(n).astype(f) - f(0.5) for _ in range(2))
    m, v, z = (numpy.zeros(n, f) for _ in range(3))
    w = numpy.zeros(n, f)
    t = [0]

    def step():
        nonlocal m, v, z, w, x
        t[0] += 1
        m = f(b1) * m + f(1 - b1) * g
        v = f(b2) * v + f(1 - b2) * g * g
        new = numpy.sqrt(v / f(1 - b2 ** t[0])) / f(alpha)
        z = z + m / f(1 - b1 ** t[0]) - (new - w) * x
        w = new
        s = -numpy.sign(z) * numpy.maximum(numpy.abs(z) - f(l1), 0)
        norm = numpy.sqrt((s * s).reshape(-1, d).sum(1)).repeat(d)
        factor = numpy.maximum(1 - f(l21 * d ** 0.5) / numpy.maximum(norm, f(1e-30)), 0)
        x = factor * s / (w + f(eps / alpha + 2 * l2))
    return step


known = {}
if torch is not None:
    known["torch.optim.Adam foreach=False"] = lambda n, threads: torch_adam(n, threads, False)
    known["torch.optim.Adam foreach=True"] = lambda n, threads: torch_adam(n, threads, True)
if numpy is not None:
    known["numpy Group Adam d=16"] = numpy_group_adam

steps = {}
for line in sys.stdin:
    if line.strip() == "list":
        print("\t".join(known), flush=True)
        continue
    name, n, threads = line.rstrip("\n").split("\t")
    key = (name, n, threads)
    if key not in steps:
        steps.clear()
        steps[key] = known[name](int(n), int(threads))
        steps[key]()
    if torch is not None:
        torch.set_num_threads(int(threads))
    clock = time.thread_time if int(threads) == 1 else time.perf_counter
    start = clock()
    steps[key]()
    print(clock() - start, flush=True)
