package dev.slipway.patch.applying;

/** One file of a patch cannot be changed. */
final class UnappliedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient FileOutcome outcome;

    UnappliedException(FileOutcome outcome) {
        super(outcome.toString(), null, false, false);
        this.outcome = outcome;
    }

    static UnappliedException refused(String what, String remedy) {
        return new UnappliedException(new FileOutcome.Refusal(what, remedy));
    }

    FileOutcome outcome() {
        return outcome;
    }
}
