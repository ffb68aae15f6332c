#!/usr/bin/env python3
"""torch.optim's Adam, AMSGrad, Adagrad and SGD momentum, live:  assay run -- python3 torch_optim.py"""
import sys

try:
    import torch
    from record import serve, torch_step
except ImportError as error:
    sys.exit("torch_optim.py: %s; torch is needed (make setup TORCH=1, or pip install torch)" % error)


def make(optimizer, h, x1, group_size):
    betas = (h.get("beta1", 0.9), h.get("beta2", 0.999))
    if optimizer in ("adam", "amsgrad"):
        return torch_step(torch.optim.Adam, x1, lr=h["alpha"], betas=betas, eps=h["epsilon"], amsgrad=optimizer == "amsgrad")
    if optimizer == "adagrad":
        return torch_step(torch.optim.Adagrad, x1, lr=h["alpha"], eps=h["epsilon"])
    return torch_step(torch.optim.SGD, x1, lr=h["alpha"], momentum=h["gamma"])


torch.set_num_threads(1)
serve("torch.optim %s" % torch.__version__, ["adam", "amsgrad", "adagrad", "momentum"], make,
      variants={"adam": "adam-kingma-ba", "amsgrad": "amsgrad-reddi", "adagrad": "adagrad-epsilon-outside",
                "momentum": "momentum-table1"})
