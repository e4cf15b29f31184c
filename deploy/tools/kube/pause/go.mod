// What holds the namespaces of a pod, for the test cluster.
module sortie.dev/tools/pause

go 1.26.0
