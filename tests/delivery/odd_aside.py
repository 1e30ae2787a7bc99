"""A process beside a worker that behaves as its first argument says: run by the tests of shedding."""

import os
import socket
import struct
import sys
import time

LENGTH = struct.Struct("<I")


def main():
    manner = sys.argv[1]
    with socket.socket(fileno=0) as line:
        if manner == "ends":
            return
        if manner == "silent":
            time.sleep(60)
        send(line, b"what?" if manner == "strange" else b"ready")
        while head := line.recv(LENGTH.size):
            message = line.recv(LENGTH.unpack(head)[0])
            if manner == "dies":
                os.abort()
            if manner == "endless":
                line.sendall(LENGTH.pack(2**32 - 1))
            elif message == b"sleep":
                time.sleep(60)
            else:
                send(line, message[::-1])
            if manner == "talkative":
                send(line, b"nobody asked")


def send(line, message):
    line.sendall(LENGTH.pack(len(message)) + message)


if __name__ == "__main__":
    main()
