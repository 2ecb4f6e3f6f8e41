package io.ssl4j.core.network;

import io.ssl4j.core.network.GraphWorkspaces.Scope;
import java.util.ArrayDeque;
import java.util.Deque;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The reused memory of an inference pass: an activation is released as soon as its last reader has run, and the next
 * one takes its place. The activation of a pass-through vertex lies in the memory of an earlier vertex.
 */
final class InferenceActivations {

    private final GraphWorkspaces workspaces;
    private final Scope[] scopes;
    private final Deque<Scope> free = new ArrayDeque<>();
    /** By vertex: the vertex whose scope holds its activation. */
    private final int[] place;
    /** By vertex: the number of readers of activations in its scope that have not run yet. */
    private final int[] readers;

    InferenceActivations(GraphWorkspaces workspaces, int vertices) {
        this.workspaces = workspaces;
        this.scopes = new Scope[vertices];
        this.place = new int[vertices];
        this.readers = new int[vertices];
    }

    /** Returns memory for the activation of the vertex that runs next. */
    LayerWorkspaceMgr enter(GraphVertex vertex) {
        Scope scope = free.isEmpty() ? workspaces.newActivationScope() : free.pop();
        scope.enter();
        scopes[vertex.getVertexIndex()] = scope;
        return scope.memory();
    }

    /**
     * Records where an activation lies, so that its memory stays until its readers have run.
     *
     * @return memory for the activations of its readers
     */
    LayerWorkspaceMgr placed(GraphVertex vertex, INDArray activation) {
        int index = vertex.getVertexIndex();
        place[index] = find(activation, index);
        if (place[index] != index) {
            leave(index);
        }
        VertexIndices[] consumers = vertex.getOutputVertices();
        readers[place[index]] += consumers == null ? 0 : consumers.length;
        return scopes[place[index]].memory();
    }

    /** Records that a vertex has run, so that its readers have their input. */
    void done(GraphVertex vertex) {
        VertexIndices[] sources = vertex.getInputVertices();
        for (int j = 0; sources != null && j < sources.length; j++) {
            readers[place[sources[j].getVertexIndex()]]--;
            leaveIfUnread(place[sources[j].getVertexIndex()]);
        }
        leaveIfUnread(place[vertex.getVertexIndex()]);
    }

    private void leaveIfUnread(int scope) {
        if (readers[scope] == 0) {
            leave(scope);
        }
    }

    /** Returns the vertex whose scope holds an array; the vertex's own for arrays outside all scopes. */
    private int find(INDArray activation, int own) {
        if (activation.isAttached()) {
            String workspace = activation.data().getParentWorkspace().getId();
            for (int i = 0; i < scopes.length; i++) {
                if (scopes[i] != null && scopes[i].isNamed(workspace)) {
                    return i;
                }
            }
        }
        return own;
    }

    private void leave(int vertex) {
        if (scopes[vertex] != null) {
            scopes[vertex].leave();
            free.push(scopes[vertex]);
            scopes[vertex] = null;
        }
    }

    void leaveAll() {
        for (int i = 0; i < scopes.length; i++) {
            leave(i);
        }
    }
}
