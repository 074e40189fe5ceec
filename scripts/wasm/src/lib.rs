// SPDX-License-Identifier: Apache-2.0

//! Empty: all is done by `build.rs`.
