package dev.slipway.dockerfile;

/**
 * A here-document of a {@code RUN}, {@code COPY} or {@code ADD}.
 *
 * @param name           the word that ends it, without quotes; for {@code COPY} also the file's name
 * @param content        its lines as written, line ends included
 * @param expands        whether variables in the content are replaced; false where the word was quoted
 * @param stripsTabs     whether leading tabs are taken off, as {@code <<-} asks
 * @param fileDescriptor the number before {@code <<}, 0 without one
 * @see <a href="https://docs.docker.com/reference/dockerfile/#here-documents">Dockerfile reference, here-documents</a>
 */
public record Heredoc(String name, String content, boolean expands, boolean stripsTabs, int fileDescriptor) {

    Heredoc withContent(String lines) {
        return new Heredoc(name, lines, expands, stripsTabs, fileDescriptor);
    }
}
