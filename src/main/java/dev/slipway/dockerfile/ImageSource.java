package dev.slipway.dockerfile;

/** What an instruction takes content from: another stage, or an image from outside. */
sealed interface ImageSource {

    /** A stage of the same Dockerfile. */
    record FromStage(Stage stage) implements ImageSource {}

    /** An image that must exist before the build. */
    record FromImage(BaseImage image) implements ImageSource {}
}
