/** Adapter: OCI layouts, and registries over HTTP. */
@NullMarked
package dev.slipway.oci;

import org.jspecify.annotations.NullMarked;
