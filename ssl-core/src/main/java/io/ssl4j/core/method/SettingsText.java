package io.ssl4j.core.method;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes settings as text that is the same in every process, so that a resumed run can compare them. */
public final class SettingsText {

    private static final String UNKNOWN = "custom";

    private SettingsText() {}

    /**
     * Returns {@code toString}, with "custom" in place of anything that does not describe itself, such as a user's
     * lambda, which prints only its address.
     *
     * @param setting the setting, often a record
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

    /** Returns the class that declares an object's {@code toString}. */
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
