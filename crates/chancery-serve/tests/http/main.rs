//! The server as it is: the binary's own samples in an archive, asked over a socket.

mod contract;
mod reviews;
mod safety;
mod schema;
mod served;
mod views;
