package dev.slipway.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** Answers one action of an AWS API, or throws a {@link FakeAwsError}. */
@FunctionalInterface
interface FakeAwsCall {

    JsonNode answer(JsonNode body) throws IOException, InterruptedException;
}
