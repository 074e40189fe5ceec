// SPDX-License-Identifier: Apache-2.0

//! Who is who, and what they may do free of charge.
