package dev.slipway.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Reads XML. */
final class Xml {

    private Xml() {}

    /** @throws AssertionError if the text is not well-formed */
    static Element parse(String text) {
        return parse(new InputSource(new StringReader(text)));
    }

    static Element resource(String name) {
        try (InputStream stream = Xml.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new AssertionError("There is no " + name + "; run Maven's process-classes first");
            }
            return parse(new InputSource(stream));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Element parse(InputSource source) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(source)
                    .getDocumentElement();
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError("Not well-formed XML: " + e.getMessage(), e);
        }
    }

    static List<Element> children(Element parent) {
        NodeList nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList();
    }

    static Optional<Element> child(Element parent, String name) {
        return children(parent).stream()
                .filter(element -> element.getTagName().equals(name))
                .findFirst();
    }

    /** The text of a child, or an empty text without the child. */
    static String text(Element parent, String name) {
        return child(parent, name)
                .map(element -> element.getTextContent().strip())
                .orElse("");
    }
}
