package io.ssl4j.core.multitask;

import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.batch.ViewSlot;
import io.ssl4j.core.batch.ViewSpec;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.multitask.MultiTask.Task;
import io.ssl4j.core.network.Rows;
import io.ssl4j.core.random.RandomKey;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The views of all tasks, each under {@code task/view}. */
final class TaskViews<T> implements ViewGenerator<T> {

    private final List<Task<T>> tasks;
    private final List<ViewSpec> layout;

    TaskViews(List<Task<T>> tasks) {
        this.tasks = tasks;
        this.layout = tasks.stream()
                .flatMap(task ->
                        task.method().views().layout().stream().map(spec -> spec.withName(task.qualified(spec.name()))))
                .toList();
    }

    /** Returns a task's part of a batch, under the task's own names. */
    static ViewBatch of(Task<?> task, ViewBatch batch) {
        String prefix = task.qualified("");
        Map<String, Rows> own = new LinkedHashMap<>();
        batch.views().forEach((name, view) -> {
            if (name.startsWith(prefix)) {
                own.put(name.substring(prefix.length()), view);
            }
        });
        return new ViewBatch(batch.size(), batch.indices(), own);
    }

    @Override
    public List<ViewSpec> layout() {
        return layout;
    }

    @Override
    public String describe() {
        return tasks.stream()
                .map(task -> task.name() + ": " + task.method().views().describe())
                .collect(Collectors.joining("; "));
    }

    @Override
    public void check(Dataset<T> data) {
        tasks.forEach(task -> task.method().views().check(data));
    }

    @Override
    public void write(T sample, RandomKey key, ViewSlot slot) {
        for (Task<T> task : tasks) {
            task.method().views().write(sample, key.child(task.name()), new TaskSlot(task, slot));
        }
    }

    /** A task's part of a sample's slot. */
    private record TaskSlot(Task<?> task, ViewSlot all) implements ViewSlot {

        @Override
        public FloatBuffer row(String view, int copy) {
            return all.row(task.qualified(view), copy);
        }

        @Override
        public FloatBuffer mask(String view, int copy) {
            return all.mask(task.qualified(view), copy);
        }
    }
}
