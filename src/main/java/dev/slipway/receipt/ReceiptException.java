package dev.slipway.receipt;

import dev.slipway.failure.SlipwayException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A receipt that cannot be read or written. */
public final class ReceiptException extends SlipwayException {

    /**
     * @param doing        «read» or «write»
     * @param file         the receipt
     * @param whatHappened a clause
     * @param remedy       an imperative sentence
     */
    public ReceiptException(String doing, Path file, String whatHappened, String remedy, @Nullable Throwable cause) {
        super(Kind.ENVIRONMENT, "Cannot " + doing + " " + file + ": " + whatHappened + ". " + remedy, cause);
    }
}
