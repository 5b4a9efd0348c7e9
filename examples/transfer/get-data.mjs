#!/usr/bin/env node
/** Gets the data of the emoji and the solar example, which this one compares on. */
import '../emoji/get-data.mjs';
import '../solar/get-data.mjs';
