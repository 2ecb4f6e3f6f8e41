package io.ssl4j.core.method;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Settings in words that are the same in another process, so that a run that resumes can compare them. */
public final class SettingsText {

    private static final String UNKNOWN = "custom";

    private SettingsText() {}

    /**
     * What {@code toString} says, with "custom" in the place of what does not say what it is: of the user's own lambda
     * nothing is known but its address.
     *
     * @param setting often a record
     */
    public static String of(Object setting) {
        if (saysWhatItIs(setting)) {
            return String.valueOf(setting);
        }
        if (setting instanceof Record record) {
            return Arrays.stream(record.getClass().getRecordComponents())
                    .map(component -> component.getName() + "=" + of(value(record, component)))
                    .collect(Collectors.joining(", ", record.getClass().getSimpleName() + "[", "]"));
        }
        return UNKNOWN;
    }

    private static boolean saysWhatItIs(Object setting) {
        if (setting instanceof Record record) {
            return Arrays.stream(record.getClass().getRecordComponents())
                    .allMatch(component -> saysWhatItIs(value(record, component)));
        }
        return setting == null || !toStringOf(setting).equals(Object.class);
    }

    /** Where an object's {@code toString} is written. */
    private static Class<?> toStringOf(Object setting) {
        try {
            return setting.getClass().getMethod("toString").getDeclaringClass();
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every object has toString", e);
        }
    }

    private static Object value(Record record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component + " of " + record.getClass(), e);
        }
    }
}
