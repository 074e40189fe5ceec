# SPDX-License-Identifier: Apache-2.0
"""Python's async-substrate-interface, with no types of ours."""

import asyncio
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "lib"))
from task import PAYEE, PAYER, URL, WON, lap, shown  # noqa: E402

# --- how to connect
from hashlib import blake2b  # noqa: E402

import base58  # noqa: E402
import sr25519  # noqa: E402
from async_substrate_interface import AsyncSubstrateInterface  # noqa: E402

# The seed of all development keys.
DEV_SEED = bytes.fromhex("fac7959dbfe72f052e5a0c3c8d6530f202b02fd8f9f5ca3580ec8deb7797479e")


class DevKey:
    """A development key such as //Alice. The library signs with any object of these five names."""

    crypto_type = 1  # sr25519
    ss58_format = 42

    def __init__(self, uri):
        self.pair = sr25519.pair_from_seed(DEV_SEED)
        for name in uri.split("//")[1:]:
            code = bytes([len(name) << 2]) + name.encode()
            self.pair = sr25519.hard_derive_keypair((code.ljust(32, b"\0"), *self.pair), b"")[1:]
        self.public_key = self.pair[0]
        body = bytes([self.ss58_format]) + self.public_key
        check = blake2b(b"SS58PRE" + body).digest()[:2]
        self.ss58_address = base58.b58encode(body + check).decode()

    def sign(self, data):
        return sr25519.sign(self.pair, bytes(data))


async def balance(chain, who):
    return (await chain.query("System", "Account", [who]))["data"]["free"]


async def pay(chain, signer, to, won):
    """Composes, signs, submits, and waits until it is final."""
    call = await chain.compose_call("Balances", "transfer_keep_alive", {"dest": to, "value": won})
    extrinsic = await chain.create_signed_extrinsic(call=call, keypair=signer)
    receipt = await chain.submit_extrinsic(extrinsic, wait_for_finalization=True)
    if not await receipt.is_success:
        raise RuntimeError(f"{await receipt.error_message}")
    return receipt


# ---


async def main():
    async with AsyncSubstrateInterface(URL, ss58_format=42) as chain:
        await chain.get_chain_head()
        shown("connects", seconds=lap())
        payer = DevKey(PAYER)
        shown("reads", balance=str(await balance(chain, payer.ss58_address)), seconds=lap())
        receipt = await pay(chain, payer, PAYEE, WON)
        events = [record["event"] for record in await receipt.triggered_events]
        shown("sends", event=any((e["module_id"], e["event_id"]) == ("Balances", "Transfer") for e in events))
        shown("final", seconds=lap())


asyncio.run(main())
