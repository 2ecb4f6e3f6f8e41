package io.ssl4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The bill of materials has no parent, so what it says is compared with what the build says. */
class BomTest {

    @Test
    void itManagesEveryLibraryModuleAtTheVersionsOfTheBuild() throws Exception {
        Document root = read("../pom.xml");
        Document bom = read("../ssl-core/bom/pom.xml");

        assertThat(text(bom.getDocumentElement(), "version")).isEqualTo(text(root.getDocumentElement(), "version"));
        Map<String, String> versions = versions(bom);
        assertThat(versions(root)).containsAllEntriesOf(versions);
        assertThat(managed(root)).containsAll(managed(bom));
        assertThat(managed(bom))
                .contains("ssl-natives", "deeplearning4j-nn", "nd4j-native", "dnnl")
                .containsAll(modules(root));
    }

    private static Document read(String pom) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of(pom).toFile());
    }

    private static String text(Element parent, String child) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeName().equals(child)) {
                return node.getTextContent();
            }
        }
        throw new IllegalArgumentException("no <" + child + "> in <" + parent.getNodeName() + ">");
    }

    private static Map<String, String> versions(Document pom) {
        Map<String, String> versions = new HashMap<>();
        NodeList properties = pom.getElementsByTagName("properties").item(0).getChildNodes();
        for (int i = 0; i < properties.getLength(); i++) {
            if (properties.item(i).getNodeName().endsWith(".version")) {
                versions.put(
                        properties.item(i).getNodeName(), properties.item(i).getTextContent());
            }
        }
        return versions;
    }

    private static Set<String> managed(Document pom) {
        Element management =
                (Element) pom.getElementsByTagName("dependencyManagement").item(0);
        Set<String> names = new TreeSet<>();
        NodeList artifacts = management.getElementsByTagName("artifactId");
        for (int i = 0; i < artifacts.getLength(); i++) {
            names.add(artifacts.item(i).getTextContent());
        }
        return names;
    }

    /** The modules whose folder has their name: all that are libraries. */
    private static Set<String> modules(Document pom) {
        Set<String> names = new TreeSet<>();
        NodeList modules = pom.getElementsByTagName("module");
        for (int i = 0; i < modules.getLength(); i++) {
            if (modules.item(i).getTextContent().matches("ssl-[a-z]+")) {
                names.add(modules.item(i).getTextContent());
            }
        }
        return names;
    }
}
