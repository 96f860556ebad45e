package dev.slipway.testing;

import dev.slipway.registry.Credential;
import dev.slipway.registry.Login;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A login that has another credential once its first one is refused. */
public final class ChangingLogin implements Login {

    private final Credential second;
    private final List<Credential> refused = new ArrayList<>();
    private Credential current;

    private ChangingLogin(Credential first, Credential second) {
        this.current = first;
        this.second = second;
    }

    /** Gives the first until somebody says that it was refused. */
    public static ChangingLogin of(Credential first, Credential second) {
        return new ChangingLogin(first, second);
    }

    @Override
    public synchronized Optional<Credential> credential() {
        return Optional.of(current);
    }

    @Override
    public synchronized Optional<Credential> renewed(Credential gone) {
        refused.add(gone);
        current = second;
        return Optional.of(second).filter(known -> !known.equals(gone));
    }

    /** What was said to be refused, in order. */
    public synchronized List<Credential> refused() {
        return List.copyOf(refused);
    }
}
