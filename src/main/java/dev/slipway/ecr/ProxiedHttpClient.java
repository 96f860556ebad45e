package dev.slipway.ecr;

import dev.slipway.proxy.HttpProxy;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/** Names the proxy in the failures of requests that go through one, and tells its answers from those of AWS. */
record ProxiedHttpClient(SdkHttpClient client, AwsProxies proxies) implements SdkHttpClient {

    private static final int LOGIN_REQUIRED = 407;
    private static final int FORBIDDEN = 403;

    /** What a proxy answers if it gets nowhere itself. */
    private static final Set<Integer> NOWHERE = Set.of(502, 503, 504);

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = client.prepareRequest(request);
        Optional<HttpProxy> proxy = proxies.proxy(request.httpRequest().getUri());
        return proxy.isEmpty() ? prepared : new Request(prepared, proxy.get());
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public void close() {
        client.close();
    }

    private record Request(ExecutableHttpRequest request, HttpProxy proxy) implements ExecutableHttpRequest {

        @Override
        public HttpExecuteResponse call() throws IOException {
            HttpExecuteResponse response = answer();
            int status = response.httpResponse().statusCode();
            if (status == LOGIN_REQUIRED || (status == FORBIDDEN && !isOfAws(response))) {
                close(response);
                throw new ProxyRefusalException(proxy, status).forSdk();
            }
            if (NOWHERE.contains(status) && !isOfAws(response)) {
                close(response);
                throw new IOException("status " + status + " through the proxy " + proxy);
            }
            return response;
        }

        private HttpExecuteResponse answer() throws IOException {
            try {
                return request.call();
            } catch (SSLException e) {
                throw e;
            } catch (IOException e) {
                throw new IOException("through the proxy " + proxy + ": " + e.getMessage(), e);
            }
        }

        /** AWS gives every answer a number. */
        private static boolean isOfAws(HttpExecuteResponse response) {
            return response.httpResponse().headers().keySet().stream()
                    .anyMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("x-amz"));
        }

        private static void close(HttpExecuteResponse response) throws IOException {
            if (response.responseBody().isPresent()) {
                response.responseBody().get().close();
            }
        }

        @Override
        public void abort() {
            request.abort();
        }
    }
}
