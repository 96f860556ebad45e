/** Port: where images are published, and the credentials for it. */
@NullMarked
package dev.slipway.registry;

import org.jspecify.annotations.NullMarked;
