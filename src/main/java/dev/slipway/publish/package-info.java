/** The order in which a release is published: preflight, content and fixed tags, and at the very end floating tags. */
@NullMarked
package dev.slipway.publish;

import org.jspecify.annotations.NullMarked;
