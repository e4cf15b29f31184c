"""Writes a GGUF model as safetensors with its tokenizer, for engines that read those: model.py FILE.gguf FOLDER"""

import sys
from pathlib import Path

import torch
from transformers import AutoConfig, AutoModelForCausalLM, AutoTokenizer

source, target = Path(sys.argv[1]), Path(sys.argv[2])
where = {"pretrained_model_name_or_path": str(source.parent), "gguf_file": source.name}
quantized = AutoModelForCausalLM.from_pretrained(**where, dtype=torch.bfloat16)
# A model of its own: the one that was read remembers that it came from a GGUF file, and writes a configuration that says so.
model = AutoModelForCausalLM.from_config(AutoConfig.from_pretrained(**where)).to(torch.bfloat16)
model.load_state_dict(quantized.state_dict())
model.save_pretrained(target)
AutoTokenizer.from_pretrained(**where).save_pretrained(target)
