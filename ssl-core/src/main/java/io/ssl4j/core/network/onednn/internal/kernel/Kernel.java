package io.ssl4j.core.network.onednn.internal.kernel;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A oneDNN primitive with its arguments. Arguments are either permanent internal memory, or slots that are bound to the
 * arrays of each run. Running allocates no native memory. Not safe for use by several threads at once.
 */
final class Kernel {

    private final primitive primitive;
    private final stream stream = new stream(OneDnn.engine());
    private final IntMemoryMap arguments = new IntMemoryMap();
    private final List<Slot> slots = new ArrayList<>();

    public Kernel(primitive primitive) {
        this.primitive = primitive;
    }

    /** Declares an argument that is bound before each run. */
    public Kernel slot(int argument, memory.desc layout) {
        Slot slot = new Slot(argument, layout);
        slots.add(slot);
        arguments.put(argument, slot.memory);
        return this;
    }

    /** Declares an argument that stays. */
    public Kernel internal(int argument, memory memory) {
        arguments.put(argument, memory);
        return this;
    }

    /** Lets an argument of the next run be this array, which must have the slot's layout. */
    public Kernel bind(int argument, INDArray array) {
        return bind(argument, array, 0);
    }

    /** Lets an argument of the next run start at this element of the array. */
    public Kernel bind(int argument, INDArray array, long firstElement) {
        long element = array.data().offset() + firstElement;
        return bind(argument, array.data().address() + element * Float.BYTES, array);
    }

    /** Lets an argument of the next run be at this address, inside memory that the owner keeps alive. */
    public Kernel bind(int argument, long address, Object owner) {
        for (Slot slot : slots) {
            if (slot.argument == argument) {
                slot.bind(address, owner);
                return this;
            }
        }
        throw new IllegalArgumentException("this kernel has no slot for the argument " + argument);
    }

    /** Runs to the end, then forgets the bound arrays. */
    public void run() {
        try {
            primitive.execute(stream, arguments);
            stream._wait();
        } finally {
            for (Slot slot : slots) {
                slot.owner = null;
            }
        }
    }

    private static final class Slot {
        final int argument;
        final memory memory;
        final Address address = new Address();
        Object owner;

        Slot(int argument, memory.desc layout) {
            this.argument = argument;
            this.memory = new memory(layout, OneDnn.engine(), null);
        }

        void bind(long newAddress, Object newOwner) {
            address.set(newAddress);
            memory.set_data_handle(address);
            owner = newOwner;
        }
    }

    /** A movable pointer, so that binding allocates no objects. */
    private static final class Address extends Pointer {
        Address() {
            super((Pointer) null);
        }

        void set(long newAddress) {
            address = newAddress;
        }
    }
}
