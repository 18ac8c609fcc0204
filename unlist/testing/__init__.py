"""The fakes that we ship: a post office on loopback and brokers that answer, with real bytes over real sockets."""
