/** Tells builds apart that can come to different images. */
@NullMarked
package dev.slipway.fingerprint;

import org.jspecify.annotations.NullMarked;
