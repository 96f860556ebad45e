package dev.slipway.buildkit.session;

import dev.slipway.buildkit.wire.health.HealthCheckRequest;
import dev.slipway.buildkit.wire.health.HealthCheckResponse;
import dev.slipway.buildkit.wire.health.HealthGrpc;
import io.grpc.stub.StreamObserver;

/** Says that we are still here; without it a daemon gives up a session that is quiet for long. */
public final class HealthService extends HealthGrpc.HealthImplBase {

    @Override
    public void check(HealthCheckRequest request, StreamObserver<HealthCheckResponse> responses) {
        responses.onNext(HealthCheckResponse.newBuilder()
                .setStatus(HealthCheckResponse.ServingStatus.SERVING)
                .build());
        responses.onCompleted();
    }
}
