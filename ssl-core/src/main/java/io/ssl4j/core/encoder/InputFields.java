package io.ssl4j.core.encoder;

import org.nd4j.shade.jackson.databind.JsonNode;

/** The named values of an encoder's input, as read from a file. */
public final class InputFields {

    private final JsonNode node;

    InputFields(JsonNode node) {
        this.node = node;
    }

    /** Returns whether there is a value of this name. */
    public boolean has(String name) {
        return node.has(name);
    }

    /** A text. */
    public String text(String name) {
        return field(name, "a text", JsonNode::isTextual).asText();
    }

    /** An integer. */
    public int integer(String name) {
        return field(name, "an integer", JsonNode::canConvertToInt).asInt();
    }

    /** True or false. */
    public boolean flag(String name) {
        return field(name, "true or false", JsonNode::isBoolean).asBoolean();
    }

    /** A number. */
    public double decimal(String name) {
        return field(name, "a number", JsonNode::isNumber).asDouble();
    }

    /** A list of numbers. */
    public float[] floats(String name) {
        JsonNode array = field(name, "a list of numbers", JsonNode::isArray);
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            if (!array.get(i).isNumber()) {
                throw new IllegalArgumentException(
                        "the field '" + name + "' of the encoder's input must be a list of numbers, got " + array);
            }
            values[i] = array.get(i).floatValue();
        }
        return values;
    }

    private JsonNode field(String name, String kind, java.util.function.Predicate<JsonNode> is) {
        JsonNode value = node.path(name);
        if (!is.test(value)) {
            throw new IllegalArgumentException("the field '" + name + "' of the encoder's input must be " + kind
                    + ", got " + (value.isMissingNode() ? "nothing" : value.toString()));
        }
        return value;
    }
}
