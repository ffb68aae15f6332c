#!/usr/bin/env python3
"""torch.optim.SparseAdam on the rows of a table, live:  assay run -- python3 torch_sparse.py

A step has a gradient for the rows that it touches; the others keep their weights and averages while beta^t goes on.
"""
import sys

try:
    import numpy as np
    import torch
    from record import serve
except ImportError as error:
    sys.exit("torch_sparse.py: %s; numpy and torch are needed (make setup TORCH=1, or pip install torch)" % error)


def make(optimizer, h, x1, group_size):
    table = torch.nn.Parameter(torch.tensor(x1.reshape(-1, group_size)))
    adam = torch.optim.SparseAdam([table], lr=h["alpha"], betas=(h["beta1"], h["beta2"]), eps=h["epsilon"])

    def step(x, g, alpha=None, rows=None):
        touched = torch.tensor(list(range(len(table)) if rows is None else rows), dtype=torch.int64)
        values = torch.tensor(g.reshape(-1, group_size))[touched]
        table.grad = torch.sparse_coo_tensor(touched.reshape(1, -1), values, table.shape)
        adam.param_groups[0]["lr"] = h["alpha"] if alpha is None else alpha
        if len(touched) > 0:
            adam.step()
        else:
            adam.state[table]["step"] += 1  # torch 1.13 raises on a gradient without rows; the step counts all the same
        return np.array(table.detach()).reshape(-1)

    return step


torch.set_num_threads(1)
serve("torch.optim.SparseAdam %s" % torch.__version__, ["adam"], make, variants={"adam": "adam-epsilon-hat"},
      inputs=["alpha", "rows"])
