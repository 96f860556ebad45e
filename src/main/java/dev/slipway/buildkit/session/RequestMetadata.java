package dev.slipway.buildkit.session;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import org.jspecify.annotations.Nullable;

/** Keeps one field of a call's metadata for the method that answers it. */
final class RequestMetadata implements ServerInterceptor {

    private final Metadata.Key<String> field;
    private final Context.Key<String> value;

    /** @param name of the field */
    RequestMetadata(String name) {
        this.field = Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
        this.value = Context.key(name);
    }

    /** The field in the call under way; empty if it has none. */
    String current() {
        String found = value.get();
        return found == null ? "" : found;
    }

    @Override
    public <Q, S> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, S> call, Metadata headers, ServerCallHandler<Q, S> next) {
        @Nullable String found = headers.get(field);
        Context context = Context.current().withValue(value, found == null ? "" : found);
        return Contexts.interceptCall(context, call, headers, next);
    }
}
