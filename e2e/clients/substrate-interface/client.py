# SPDX-License-Identifier: Apache-2.0
"""Python's substrate-interface, with no types of ours."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "lib"))
from scalecodec import ScaleBytes  # noqa: E402
from task import PAYEE, PAYER, URL, WON, lap, shown, values_of  # noqa: E402

# --- how to connect
from substrateinterface import Keypair, SubstrateInterface  # noqa: E402


def connect(url):
    # No preset: the presets of this library describe other chains.
    return SubstrateInterface(url=url, ss58_format=42, type_registry={"types": {}}, use_remote_preset=False)


def balance(chain, who):
    return chain.query("System", "Account", [who]).value["data"]["free"]


def pay(chain, signer, to, won):
    """Composes, signs, submits, and waits until it is final."""
    call = chain.compose_call("Balances", "transfer_keep_alive", {"dest": to, "value": won})
    extrinsic = chain.create_signed_extrinsic(call=call, keypair=signer)
    receipt = chain.submit_extrinsic(extrinsic, wait_for_finalization=True)
    if not receipt.is_success:
        raise RuntimeError(f"{receipt.error_message}")
    return receipt


# ---


def decode_all(chain):
    """Reads all that the metadata names, and decodes values of every type to the last byte."""
    storage = constants = values = 0
    chain.init_runtime()
    for pallet in chain.metadata.pallets:
        for constant in pallet.constants or []:
            chain.get_constant(pallet.name, constant.value["name"]).value  # noqa: B018
            constants += 1
        for entry in pallet.storage or []:
            name = entry.value["name"]
            if name.startswith(":"):
                # The library adds the version of each pallet, which is not in the metadata.
                continue
            if entry.get_params_type_string():
                for _ in chain.query_map(pallet.name, name, max_results=50, page_size=50):
                    pass
            else:
                chain.query(pallet.name, name)
            storage += 1
    for kind, data in values_of(14):
        value = chain.runtime_config.create_scale_object(
            f"scale_info::{kind}", data=ScaleBytes(data), metadata=chain.metadata
        )
        try:
            value.decode(check_remaining=True)
        except Exception as error:
            raise RuntimeError(f"Type {kind} of metadata V14 cannot be decoded from 0x{data.hex()}: {error}") from error
        values += 1
    return {"metadata": 14, "storage": storage, "constants": constants, "values": values}


chain = connect(URL)
shown("connects", seconds=lap())
shown("decodes", **decode_all(chain), seconds=lap())

payer = Keypair.create_from_uri(PAYER)
shown("reads", balance=str(balance(chain, payer.ss58_address)), seconds=lap())

receipt = pay(chain, payer, PAYEE, WON)
events = [record.value["event"] for record in receipt.triggered_events]
shown("sends", event=any((e["module_id"], e["event_id"]) == ("Balances", "Transfer") for e in events))
shown("final", seconds=lap())
chain.close()
