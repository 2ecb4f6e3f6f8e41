package io.ssl4j.core.testing;

import io.ssl4j.core.network.Gather;
import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.train.GradientExchange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Workers on threads of one process, whose gradients are summed: what a cluster does, without the wire. */
public final class InProcessWorkers {

    private final CyclicBarrier barrier;
    private final List<Worker> workers = new ArrayList<>();

    /** So many workers. */
    public InProcessWorkers(int count) {
        this.barrier = new CyclicBarrier(count);
        for (int i = 0; i < count; i++) {
            workers.add(new Worker(i));
        }
    }

    /** One of them, for its trainer. */
    public GradientExchange worker(int index) {
        return workers.get(index);
    }

    private void meet() {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("the other worker does not come", e);
        }
    }

    private final class Worker implements GradientExchange {

        private final int index;
        private volatile List<INDArray> offered;
        private volatile List<Integer> passes;
        private volatile long samples;
        private volatile INDArray rows;

        Worker(int index) {
            this.index = index;
        }

        @Override
        public void exchange(List<Parameters> trained, long ownSamples) {
            offered = trained.stream().map(each -> each.gradients().dup()).toList();
            passes = trained.stream().map(Parameters::passes).toList();
            samples = ownSamples;
            meet();
            long all = workers.stream().mapToLong(worker -> worker.samples).sum();
            for (int p = 0; p < trained.size(); p++) {
                INDArray sum =
                        Nd4j.zeros(offered.get(p).dataType(), offered.get(p).length());
                int summed = 0;
                for (Worker worker : workers) {
                    sum.addi(worker.offered.get(p).mul((double) worker.samples / all));
                    summed = Math.max(summed, worker.passes.get(p));
                }
                trained.get(p).replaceGradients(sum, summed);
            }
            meet();
        }

        @Override
        public Gather gather() {
            return this::gather;
        }

        private Gather.Gathered gather(INDArray own, int copies) {
            rows = own.dup();
            meet();
            long total =
                    workers.stream().mapToLong(worker -> worker.rows.size(0)).sum() / copies;
            long[] shape = own.shape().clone();
            shape[0] = copies * total;
            INDArray all = Nd4j.createUninitialized(own.dataType(), shape, 'c');
            long start = 0;
            long ownStart = 0;
            for (Worker worker : workers) {
                long n = worker.rows.size(0) / copies;
                for (int v = 0; v < copies; v++) {
                    part(all, v * total + start, n).assign(part(worker.rows, v * n, n));
                }
                ownStart = worker == this ? start : ownStart;
                start += n;
            }
            meet();
            long n = own.size(0) / copies;
            long from = ownStart;
            return new Gather.Gathered(all, gradient -> {
                INDArray mine = Nd4j.createUninitialized(gradient.dataType(), shape(gradient, copies * n), 'c');
                for (int v = 0; v < copies; v++) {
                    part(mine, v * n, n).assign(part(gradient, v * total + from, n));
                }
                return mine.muli((double) total / n);
            });
        }

        private static long[] shape(INDArray like, long rows) {
            long[] shape = like.shape().clone();
            shape[0] = rows;
            return shape;
        }

        private static INDArray part(INDArray array, long from, long count) {
            return array.get(NDArrayIndex.interval(from, from + count));
        }

        @Override
        public String toString() {
            return "worker " + index;
        }
    }
}
