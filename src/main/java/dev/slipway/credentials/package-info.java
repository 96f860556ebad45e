/** Adapter: credentials from docker config files and credential helpers. */
@NullMarked
package dev.slipway.credentials;

import org.jspecify.annotations.NullMarked;
