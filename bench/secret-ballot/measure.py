#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Validates prepared ballots in wasm, with and without operations by the host: measure.py FOLDER GUEST.wasm LIBHOST.so"""
import ctypes, statistics, sys, time
from pathlib import Path
from wasmtime import Config, Engine, Func, FuncType, Linker, Module, Store, ValType

folder, wasm, library = sys.argv[1:]
ec = ctypes.CDLL(library).ec
ec.argtypes = [ctypes.c_uint32] + [ctypes.c_void_p, ctypes.c_size_t] * 3
config = Config()
config.cranelift_opt_level = "speed_and_size"  # as the executor of the node
engine = Engine(config)
begin = time.perf_counter()
module = Module.from_file(engine, wasm)
print(f"# guest of {Path(wasm).stat().st_size} bytes, compiled in {time.perf_counter() - begin:.1f} s")


class Guest:
    def __init__(self):
        self.store = Store(engine)
        linker = Linker(engine)
        i32 = ValType.i32()
        linker.define(self.store, "env", "ec", Func(self.store, FuncType([i32] * 7, [i32]), self.ec))
        self.exports = linker.instantiate(self.store, module).exports(self.store)
        self.in_host, self.calls = 0.0, 0

    def ec(self, op, a, a_len, b, b_len, out, out_len):
        begin = time.process_time()
        base = ctypes.addressof(self.exports["memory"].data_ptr(self.store).contents)
        at = lambda address: base + (address & 0xFFFFFFFF)
        done = ec(op, at(a), a_len, at(b), b_len, at(out), out_len)
        self.in_host += time.process_time() - begin
        self.calls += 1
        return done

    def call(self, name, data):
        at = self.exports["reserve"](self.store, len(data)) & 0xFFFFFFFF
        self.exports["memory"].write(self.store, data, at)
        function = self.exports[name]
        self.in_host, self.calls = 0.0, 0
        begin = time.process_time()
        answer = function(self.store, at, len(data))
        return answer, time.process_time() - begin


print("members\tcase\tballots\trings\tpure ms\tpure ms each\thost ms\thost ms each\tin host ms\tcalls")
for path in sorted(Path(folder).glob("*-*-*"), key=lambda p: [int(x) if x.isdigit() else x for x in p.name.split("-")]):
    members, case, many, rings = path.name.split("-")
    many, data = int(many), path.read_bytes()
    if case == "bad":
        for name, valid in [("single_pure", 3), ("single_host", 3), ("batch_pure", 0), ("batch_host", 0)]:
            assert Guest().call(name, data)[0] == valid, name
        print(f"{members}\ta changed ballot is refused by all four")
        continue
    kinds = [(case, case, False)]
    if case == "batch" and many == 1:
        kinds = [("single", "single, first", True), ("single", "single", False)]
    if case == "batch" and many in (1, 64):
        kinds.append(("decode", "decode only", False))
    for function, label, cold in kinds:
        row = [members, label, many, rings]
        for kind in ["pure", "host"]:
            guest = Guest()
            if not cold:
                assert guest.call(f"{function}_{kind}", data)[0] == many
            times, hosts = [], []
            for _ in range(3 if many >= 64 else 11):
                if cold:
                    guest = Guest()
                valid, took = guest.call(f"{function}_{kind}", data)
                assert valid == many
                times.append(took * 1000)
                hosts.append(guest.in_host * 1000)
            took = statistics.median(times)
            row += [f"{took:.2f}", f"{took / many:.2f}"]
        print("\t".join(map(str, row + [f"{statistics.median(hosts):.2f}", guest.calls])), flush=True)
