/** Values that name and describe images (references, tags, digests, platforms), on the JDK alone. */
@NullMarked
package dev.slipway.image;

import org.jspecify.annotations.NullMarked;
