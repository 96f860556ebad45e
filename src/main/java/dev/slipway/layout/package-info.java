/** OCI image layouts: images as folders of files. */
@NullMarked
package dev.slipway.layout;

import org.jspecify.annotations.NullMarked;
